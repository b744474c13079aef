using Attribution.Api.CommandLine;
using Attribution.Testing;
using Npgsql;

namespace Attribution.Api.Tests.CommandLine;

public sealed class DatabaseUnusableTests(EmptyDatabase database) : IClassFixture<EmptyDatabase>
{
    // No server listens on the first port.
    private const string Away = "Host=127.0.0.1;Port=1;Username=anna;Password=secret;Database=attribution";

    [Theory]
    [InlineData("migrate")]
    [InlineData("serve", "--development", "--urls", "http://127.0.0.1:0")]
    [InlineData("import", "clusters", "-", "--tenant", "acme", "--org", "blue")]
    public async Task A_command_whose_server_is_away_says_so_in_one_line_and_fails(params string[] command)
    {
        var ended = await AttributionProgram.RunAsync([.. command, "--database", Away]);

        ended.ShouldBe(new AttributionProgram.Ended(
            1,
            "",
            "The database cannot be used (host 127.0.0.1, port 1, user anna, database attribution). Failed to connect "
            + "to 127.0.0.1:1: Connection refused. See that the server runs and can be reached from here, and that the "
            + "address is right in --database (without it: ATTRIBUTION_DATABASE and DATABASE_URL)."
            + Environment.NewLine));
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_named_and_can_be_created() =>
        (await OpenAsync(settings => settings.Database = "nowhere")).ShouldSatisfyAllConditions(
            message => message.ShouldContain("database nowhere). PostgreSQL says: database \"nowhere\" does not exist"),
            message => message.ShouldContain("(code 3D000). Create it (createdb)"));

    [Fact]
    public async Task A_login_that_is_refused_is_to_be_corrected_and_its_password_is_not_repeated() =>
        (await OpenAsync(settings => (settings.Username, settings.Password) = ("nobody", "secret")))
            .ShouldSatisfyAllConditions(
                message => message.ShouldContain("user nobody"),
                message => message.ShouldContain("PostgreSQL says: "),
                message => message.ShouldContain("(code 28"),
                message => message.ShouldContain("Correct the user and the password"),
                message => message.ShouldNotContain("secret"));

    [Fact]
    public async Task A_standby_that_stores_nothing_is_not_the_one_to_name() =>
        (await OpenAsync(settings => settings.Options = "-c default_transaction_read_only=on"))
            .ShouldContain("(code 25006). Name the primary server");

    [Fact]
    public async Task Of_several_servers_that_are_away_the_first_is_told_of() =>
        (await OpenAsync(settings => (settings.Host, settings.Port) = ("127.0.0.1,localhost", 1)))
            .ShouldContain("Failed to connect to 127.0.0.1:1");

    private async Task<string> OpenAsync(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        change(settings);
        var failure = await Should.ThrowAsync<DatabaseUnusable>(() => Database.OpenAsync(
            settings.ConnectionString, new DirectoryInfo(Path.GetTempPath()), CancellationToken.None));
        return failure.Message;
    }
}
