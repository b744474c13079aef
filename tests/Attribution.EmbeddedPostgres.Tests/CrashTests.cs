using System.Diagnostics;
using System.Globalization;

namespace Attribution.EmbeddedPostgres.Tests;

/// <summary>What is left behind by servers and owners that did not end as they should.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task After_kill_9_of_the_server_everything_committed_is_there()
    {
        var killed = await PostgresServer.StartAsync(await folder.UsedAsync() with { Durability = Durability.Full });
        await Sql.ExecuteAsync(
            killed.ConnectionString("postgres"), "create table number as select generate_series(1, 10000) as n");
        await Signal.SendAsync("KILL", TestFolder.PostmasterOf(killed));
        await killed.StopAsync();

        await using var server = await PostgresServer.StartAsync(new() { Folder = folder["server"] });
        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select sum(n) from number")).ShouldBe(50_005_000L);
        (await File.ReadAllTextAsync(folder["server/log/server.log"])).ShouldContain("was not properly shut down");
    }

    [Fact]
    public async Task A_backend_that_outlives_the_killed_server_does_not_stop_the_next_start()
    {
        var killed = await PostgresServer.StartAsync(await folder.UsedAsync());
        // Recursion without an end computes and never looks at whether its server is alive.
        var busy = Sql.ReadAsync(
            killed.ConnectionString("postgres"),
            "with recursive endless(n) as (select 1 union all select 1 from endless) select count(*) from endless");
        await WaitUntilBusyAsync(killed);
        await Signal.SendAsync("KILL", TestFolder.PostmasterOf(killed));
        await killed.StopAsync();

        await using var server = await PostgresServer.StartAsync(folder.Options());

        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        await Should.ThrowAsync<Npgsql.NpgsqlException>(busy);
    }

    [Fact]
    public async Task A_stale_lock_file_that_names_a_living_stranger_is_no_obstacle()
    {
        await folder.UsedAsync();
        using var stranger = await StartStrangerAsync("exec sleep 600");
        await WriteStaleLockAsync(stranger.Id);

        await using var server = await PostgresServer.StartAsync(folder.Options());

        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        stranger.HasExited.ShouldBeFalse();
        stranger.Kill();
    }

    [Fact]
    public async Task A_stale_lock_file_that_names_an_ended_process_nobody_asked_about_is_no_obstacle()
    {
        await folder.UsedAsync();
        using var parent = await StartStrangerAsync("true & echo $!; exec sleep 600");
        var ended = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        (await ProcessTable.HasEndedAsync(ended, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
        await WriteStaleLockAsync(ended);

        await using var server = await PostgresServer.StartAsync(folder.Options());

        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        parent.Kill();
    }

    [Fact]
    public async Task A_server_whose_owner_is_killed_is_stopped_and_keeps_its_data()
    {
        await folder.UsedAsync();
        using var owner = await OwnerProcess.StartAsync(["server", folder["server"]]);
        await Sql.ExecuteAsync(owner.ConnectionString, "create table note as select 'kept' as text");
        var postmaster = TestFolder.PostmasterOf(folder["server"]);
        foreach (var ofTheTerminal in new[] { "INT", "HUP", "TERM" })
        {
            await Signal.SendAsync(ofTheTerminal, await WatcherOfAsync(postmaster));
        }

        await owner.KillAsync();

        (await ProcessTable.HasEndedAsync(postmaster, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
        await using var server = await PostgresServer.StartAsync(folder.Options());
        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select text from note")).ShouldBe("kept");
    }

    [Fact]
    public async Task A_server_that_outlives_its_owner_and_watcher_is_replaced_by_the_next_start()
    {
        await folder.UsedAsync();
        using var owner = await OwnerProcess.StartAsync(["server", folder["server"]]);
        await Sql.ExecuteAsync(owner.ConnectionString, "create table note as select 'kept' as text");
        var postmaster = TestFolder.PostmasterOf(folder["server"]);
        await Signal.SendAsync("KILL", await WatcherOfAsync(postmaster));
        await owner.KillAsync();
        (await Sql.ReadAsync(owner.ConnectionString, "select 1")).ShouldBe(1);

        await using var server = await PostgresServer.StartAsync(folder.Options());

        (await ProcessTable.HasEndedAsync(postmaster, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select text from note")).ShouldBe("kept");
    }

    [Fact]
    public async Task Control_C_lets_the_owner_finish_its_work_before_the_server_goes()
    {
        await folder.UsedAsync();
        using var owner = await OwnerProcess.StartAsync(["server", folder["server"]]);
        var postmaster = TestFolder.PostmasterOf(folder["server"]);

        (await owner.InterruptAsync()).ShouldBe("42");

        (await ProcessTable.HasEndedAsync(postmaster, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
        File.Exists(folder["server/cluster/postmaster.pid"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_temporary_server_whose_owner_is_killed_is_removed_with_its_folder()
    {
        using var owner = await OwnerProcess.StartAsync(["temporary"]);
        var (temporary, postmaster) = await LocateAsync(owner);
        var watcher = await WatcherOfAsync(postmaster);

        await owner.KillAsync();

        (await ProcessTable.HasEndedAsync(watcher, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
        Directory.Exists(temporary).ShouldBeFalse();
    }

    [Fact]
    public async Task A_temporary_server_that_outlives_its_owner_and_watcher_is_swept_away()
    {
        using var owner = await OwnerProcess.StartAsync(["temporary"]);
        var (temporary, postmaster) = await LocateAsync(owner);
        await Signal.SendAsync("KILL", await WatcherOfAsync(postmaster));
        await owner.KillAsync();

        await TemporaryFolders.SweepAsync(
            await PostgresBinaries.Find(),
            await Account.ResolveAsync(wanted: null, CancellationToken.None),
            createdBefore: DateTime.UtcNow,
            CancellationToken.None);

        (await ProcessTable.HasEndedAsync(postmaster, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
        Directory.Exists(temporary).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_of_which_only_the_connection_string_is_kept_lives_on()
    {
        var options = PostgresServerOptions.Temporary();
        var connectionString = await StartAndForgetAsync(options);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        (await Sql.ReadAsync(connectionString, "select 1")).ShouldBe(1);
        await Should.ThrowAsync<PostgresUnavailableException>(() => PostgresServer.StartAsync(options));
    }

    [Fact]
    public async Task A_watcher_goes_home_with_its_server()
    {
        var server = await PostgresServer.StartAsync(await folder.UsedAsync());
        var watcher = await WatcherOfAsync(TestFolder.PostmasterOf(server));

        await server.StopAsync();

        (await ProcessTable.HasEndedAsync(watcher, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_data_directory_that_was_never_finished_is_made_anew()
    {
        Directory.CreateDirectory(folder["server/cluster.new/base"]);
        await File.WriteAllTextAsync(folder["server/cluster.new/PG_VERSION"], "15\n");

        await using var server = await PostgresServer.StartAsync(folder.Options());

        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        Directory.Exists(folder["server/cluster.new"]).ShouldBeFalse();
    }

    private static async Task<string> StartAndForgetAsync(PostgresServerOptions options) =>
        (await PostgresServer.StartAsync(options)).ConnectionString("postgres");

    /// <summary>
    /// It runs as the server's own account: a process of any other PostgreSQL recognises as a stranger by itself.
    /// </summary>
    private static async Task<Process> StartStrangerAsync(string script)
    {
        var account = await Account.ResolveAsync(wanted: null, CancellationToken.None);
        return Process.Start(account.Wrap(new Command("/bin/sh", ["-c", script])).StartInfo())!;
    }

    private static async Task<int> WatcherOfAsync(int postmaster) =>
        (await ProcessTable.ReadAsync(CancellationToken.None))
            .Single(process => process.Value.Contains("attribution-owner-watch", StringComparison.Ordinal)
                && process.Value.Split(' ').Contains(postmaster.ToString(CultureInfo.InvariantCulture)))
            .Key;

    private static async Task<(string Folder, int Postmaster)> LocateAsync(OwnerProcess owner)
    {
        var cluster = (string)(await Sql.ReadAsync(owner.ConnectionString, "show data_directory"))!;
        var temporary = Path.GetDirectoryName(cluster)!;
        return (temporary, TestFolder.PostmasterOf(temporary));
    }

    private static async Task WaitUntilBusyAsync(PostgresServer server)
    {
        const string Endless =
            "select count(*) from pg_stat_activity where state = 'active' and query like 'with recursive%'";
        using var limit = new CancellationTokenSource(OwnerProcess.Patience);
        while (await Sql.ReadAsync(server.ConnectionString("postgres"), Endless) is not 1L)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Its shared memory key names no segment, as after a restart of the machine.</summary>
    private Task WriteStaleLockAsync(int process) =>
        File.WriteAllTextAsync(
            folder["server/cluster/postmaster.pid"],
            $"{process}\n{folder["server/cluster"]}\n1700000000\n5432\n\n127.0.0.1\n  5432001     32767\nready   \n");
}
