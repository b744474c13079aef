using System.Diagnostics;
using Attribution.EmbeddedPostgres;
using Attribution.EventStore.Schema;
using Attribution.Testing;
using Npgsql;

namespace Attribution.EventStore.Tests.Schema;

public sealed class MigratorTests : IAsyncLifetime
{
    private static readonly Migration Widgets =
        new("widgets", 1, "widgets", "create table attribution.widgets (id int);");
    private static readonly Migration Colours =
        new("widgets", 2, "colours", "alter table attribution.widgets add colour text;");

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateEmptyAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Several_that_start_at_once_apply_each_migration_once()
    {
        var all = Migration.OfEventStore.Append(Widgets).ToArray();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Migrator.MigrateAsync(_database.ConnectionString, all)));

        applied.SelectMany(one => one).ShouldBe(all, ignoreOrder: true);
        (await Migrator.MigrateAsync(_database.ConnectionString, all)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_those_before_it_and_nothing_of_itself()
    {
        var broken = new Migration(
            "widgets", 2, "broken",
                "create table attribution.half (id int);\nselect 1;\ninsert into attribution.nowhere values (1);");

        var failure = await Should.ThrowAsync<MigrationFailed>(
            Migrator.MigrateAsync(_database.ConnectionString, [Widgets, broken]));

        failure.Message.ShouldContain("widgets/0002_broken failed and was rolled back");
        failure.Message.ShouldContain("relation \"attribution.nowhere\" does not exist (code 42P01)");
        failure.Message.ShouldContain("Mend the cause and start again");
        (await Catalogue.TablesAsync(_database.ConnectionString)).ShouldBe(["schema_migrations", "widgets"]);
        (await Migrator.MigrateAsync(_database.ConnectionString, [Widgets, Colours])).ShouldBe([Colours]);
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_refused()
    {
        await Migrator.MigrateAsync(_database.ConnectionString, [Widgets, Colours]);

        var refused = await Should.ThrowAsync<MigrationFailed>(
            Migrator.MigrateAsync(_database.ConnectionString, [Widgets]));

        refused.Message.ShouldContain("The database is newer than this program");
        refused.Message.ShouldContain("widgets/0002");
        refused.Message.ShouldContain("Run a newer program");
    }

    [Fact]
    public async Task A_migration_that_was_edited_after_it_was_applied_is_noticed()
    {
        await Migrator.MigrateAsync(_database.ConnectionString, [Widgets]);
        var edited = Widgets with { Sql = "create table attribution.widgets (id bigint);" };

        var refused = await Should.ThrowAsync<MigrationFailed>(
            Migrator.MigrateAsync(_database.ConnectionString, [edited, Colours]));

        refused.Message.ShouldContain("widgets/0001_widgets was applied to this database with another content");
        (await Catalogue.ColumnsAsync(_database.ConnectionString, "widgets")).ShouldBe(["id integer"]);
    }

    [Fact]
    public async Task Another_programs_modules_in_the_same_database_are_none_of_ours()
    {
        await Migrator.MigrateAsync(_database.ConnectionString, [Widgets]);

        (await Migrator.MigrateAsync(_database.ConnectionString, Migration.OfEventStore))
            .ShouldBe(Migration.OfEventStore);
    }

    [Fact]
    public async Task The_printed_script_makes_the_same_schema()
    {
        await using var other = await TestDatabase.CreateEmptyAsync();
        await Migrator.MigrateAsync(_database.ConnectionString, Migration.OfEventStore);

        await PsqlAsync(other.ConnectionString, Migrator.Script(Migration.OfEventStore));

        (await Catalogue.DescribeAsync(other.ConnectionString))
            .ShouldBe(await Catalogue.DescribeAsync(_database.ConnectionString));
        (await Migrator.MigrateAsync(other.ConnectionString, Migration.OfEventStore)).ShouldBeEmpty();
    }

    /// <summary>Runs a script as an administrator does: with psql, which stops at the first error.</summary>
    private static async Task PsqlAsync(string connectionString, string script)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        var binaries = await PostgresBinaries.Find();
        var start = new ProcessStartInfo(
            Path.Combine(binaries.Folder, "psql"), ["-v", "ON_ERROR_STOP=1", "-q", "-d", to.Database!])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = (to.Host, $"{to.Port}");
        (start.Environment["PGUSER"], start.Environment["PGPASSWORD"]) = (to.Username, to.Password);
        using var psql = Process.Start(start)!;
        await psql.StandardInput.WriteAsync(script);
        psql.StandardInput.Close();
        var errors = await psql.StandardError.ReadToEndAsync();
        await psql.WaitForExitAsync();
        psql.ExitCode.ShouldBe(0, errors);
    }
}
