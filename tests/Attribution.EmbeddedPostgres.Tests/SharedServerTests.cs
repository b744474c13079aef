using Attribution.Testing;
using Npgsql;

namespace Attribution.EmbeddedPostgres.Tests;

/// <summary>The fixture that every database test of the solution stands on.</summary>
public sealed class SharedServerTests
{
    [Fact]
    public async Task A_template_is_migrated_once_and_copied_for_every_class()
    {
        var migrations = 0;
        async Task MigrateAsync(string connectionString)
        {
            Interlocked.Increment(ref migrations);
            await Sql.ExecuteAsync(connectionString, "create table note (text text); insert into note values ('template')");
        }

        var copies = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => TestDatabase.CreateAsync("shared-server-tests", MigrateAsync)));

        migrations.ShouldBe(1);
        copies.Select(copy => copy.ConnectionString).ShouldBeUnique();
        foreach (var copy in copies)
        {
            await Sql.ExecuteAsync(copy.ConnectionString, "insert into note values ('mine')");
            (await Sql.ReadAsync(copy.ConnectionString, "select count(*) from note")).ShouldBe(2L);
            await copy.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_disposed_database_is_gone_even_when_a_session_is_open_in_it()
    {
        await using var other = await TestDatabase.CreateEmptyAsync();
        var database = await TestDatabase.CreateEmptyAsync();
        await using var session = new NpgsqlConnection(database.ConnectionString);
        await session.OpenAsync();
        var name = session.Database;

        await database.DisposeAsync();

        (await Sql.ReadAsync(other.ConnectionString, $"select count(*) from pg_database where datname = '{name}'"))
            .ShouldBe(0L);
    }

    [Fact]
    public async Task Databases_of_a_killed_run_on_a_server_that_stays_are_removed_by_the_next_run()
    {
        await using var staying = await PostgresServer.StartAsync(PostgresServerOptions.Temporary());
        var server = staying.ConnectionString("postgres");
        using var living = await OwnerProcess.StartAsync(["database"], server);
        using var killed = await OwnerProcess.StartAsync(["database"], server);
        await killed.KillAsync();

        using var next = await OwnerProcess.StartAsync(["database"], server);

        (await ExistsAsync(server, killed)).ShouldBeFalse();
        (await ExistsAsync(server, living)).ShouldBeTrue();
        (await ExistsAsync(server, next)).ShouldBeTrue();
    }

    private static async Task<bool> ExistsAsync(string server, OwnerProcess run)
    {
        var name = new NpgsqlConnectionStringBuilder(run.ConnectionString).Database;
        return await Sql.ReadAsync(server, $"select count(*) from pg_database where datname = '{name}'") is 1L;
    }
}
