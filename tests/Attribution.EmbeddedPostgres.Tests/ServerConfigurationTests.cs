using Attribution.Testing;

namespace Attribution.EmbeddedPostgres.Tests;

public sealed class ServerConfigurationTests
{
    [Theory]
    [InlineData("port", "Port")]
    [InlineData("FSYNC", "Durability")]
    [InlineData("synchronous_commit", "Durability")]
    [InlineData("listen_addresses", "Listener")]
    [InlineData("data_directory", "Folder")]
    public void A_setting_that_an_option_decides_is_refused_and_the_option_named(string setting, string option) =>
        Refused(setting).ShouldContain($"decided by the option {option}");

    [Theory]
    [InlineData("")]
    [InlineData("work mem")]
    [InlineData("work_mem = '1MB'\nfsync")]
    [InlineData("include '/etc/passwd'")]
    [InlineData("работа")]
    public void A_name_that_is_no_setting_is_refused(string setting) =>
        Refused(setting).ShouldContain("is not the name of a PostgreSQL setting");

    [Fact]
    public void The_written_file_is_the_approved_one()
    {
        var options = new PostgresServerOptions
        {
            Folder = "/srv/attribution",
            Settings = new Dictionary<string, string> { ["log_line_prefix"] = "it's \\ odd\nindeed", ["work_mem"] = "8MB" },
        };

        Approval.Verify(ServerConfiguration.Write(options, 5433, "/srv/attribution/socket"), "configuration.conf");
    }

    private static string Refused(string setting) => Should.Throw<ArgumentException>(
        () => ServerConfiguration.ThrowIfRefused(new Dictionary<string, string> { [setting] = "1" })).Message;
}
