using Npgsql;

namespace Attribution.EmbeddedPostgres.Tests;

public sealed class PostgresServerTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_stopped_server_leaves_its_data_and_no_process()
    {
        var server = await PostgresServer.StartAsync(await folder.UsedAsync());
        var process = TestFolder.PostmasterOf(server);
        await Sql.ExecuteAsync(server.ConnectionString("postgres"), "create table note as select 'kept' as text");
        await server.StopAsync();

        (await ProcessTable.HasEndedAsync(process, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
        await using var again = await PostgresServer.StartAsync(folder.Options());
        (await Sql.ReadAsync(again.ConnectionString("postgres"), "select text from note")).ShouldBe("kept");
    }

    [Fact]
    public async Task Commits_are_durable_unless_the_options_say_otherwise()
    {
        await folder.UsedAsync("durable");
        await using var durable = await PostgresServer.StartAsync(new() { Folder = folder["durable"] });
        await using var throwAway = await PostgresServer.StartAsync(await folder.UsedAsync("throw-away"));

        foreach (var setting in new[] { "fsync", "full_page_writes", "synchronous_commit" })
        {
            (await ShowAsync(durable, setting)).ShouldBe("on");
            (await ShowAsync(throwAway, setting)).ShouldBe("off");
        }
    }

    [Fact]
    public async Task Settings_reach_the_server_as_they_are_and_only_for_this_start()
    {
        var title = @"it's a \ ""title""";
        var options = await folder.UsedAsync() with
        {
            Settings = new Dictionary<string, string> { ["work_mem"] = "7MB", ["attribution.title"] = title },
        };
        await using (var server = await PostgresServer.StartAsync(options))
        {
            (await ShowAsync(server, "work_mem")).ShouldBe("7MB");
            (await ShowAsync(server, "attribution.title")).ShouldBe(title);
        }

        await using var again = await PostgresServer.StartAsync(folder.Options());
        (await ShowAsync(again, "work_mem")).ShouldBe("4MB");
    }

    [Fact]
    public async Task The_cluster_has_checksums_and_orders_text_alike_everywhere()
    {
        await using var server = await PostgresServer.StartAsync(folder.Options());

        (await ShowAsync(server, "data_checksums")).ShouldBe("on");
        (await ShowAsync(server, "server_encoding")).ShouldBe("UTF8");
        (await ShowAsync(server, "timezone")).ShouldBe("UTC");
        (await ReadAsync(server, "select 'Z' < 'a' and 'z' < 'é'")).ShouldBe(true);
        (await ReadAsync(server, "select lower('ÉКИБЕР')")).ShouldBe("éкибер");
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password_and_only_its_owner_can_read_that()
    {
        await using var server = await PostgresServer.StartAsync(folder.Options());
        var guess = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Password = "guess" };

        var refused = await Should.ThrowAsync<PostgresException>(() => Sql.ReadAsync(guess.ConnectionString, "select 1"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        File.GetUnixFileMode(folder["server/password"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Exists(folder["server/password.initdb"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_socket_in_a_private_folder_takes_the_place_of_the_port()
    {
        var options = folder.Options("a name; with 'every' \"$(kind)\" of character") with
        {
            Listener = PostgresListener.UnixSocket,
        };
        await using var server = await PostgresServer.StartAsync(options);

        (await ReadAsync(server, "select inet_server_addr()")).ShouldBe(DBNull.Value);
        (await ShowAsync(server, "listen_addresses")).ShouldBe("");
        var others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        (File.GetUnixFileMode(Path.Combine(options.Folder, "socket")) & others).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public async Task A_socket_whose_path_is_too_long_is_refused_with_a_way_out()
    {
        var options = folder.Options(new string('x', 90)) with { Listener = PostgresListener.UnixSocket };

        var refused = await Should.ThrowAsync<PostgresUnavailableException>(() => PostgresServer.StartAsync(options));

        refused.Message.ShouldContain("at most 107 bytes");
        refused.Message.ShouldContain("LoopbackPort");
    }

    [Fact]
    public async Task The_chosen_port_is_used_and_a_taken_one_is_named()
    {
        await using var first = await PostgresServer.StartAsync(await folder.UsedAsync("first"));
        await folder.UsedAsync("second");
        var port = new NpgsqlConnectionStringBuilder(first.ConnectionString("postgres")).Port;

        var refused = await Should.ThrowAsync<PostgresUnavailableException>(
            () => PostgresServer.StartAsync(folder.Options("second") with { Port = port }));
        refused.Problem.ShouldBe(PostgresProblem.PortTaken);
        refused.Message.ShouldContain($"Port {port}");

        await first.StopAsync();
        await using var second = await PostgresServer.StartAsync(folder.Options("second") with { Port = port });
        (await ReadAsync(second, "select inet_server_port()")).ShouldBe(port);
    }

    [Fact]
    public async Task A_temporary_server_takes_its_folder_with_it()
    {
        var options = PostgresServerOptions.Temporary();
        await using (var server = await PostgresServer.StartAsync(options))
        {
            (await ReadAsync(server, "select 1")).ShouldBe(1);
        }

        Directory.Exists(options.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cancelled_start_leaves_no_server_and_the_next_one_works()
    {
        using var cancellation = new CancellationTokenSource();
        var start = PostgresServer.StartAsync(folder.Options(), cancellation.Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(start);

        await using var server = await PostgresServer.StartAsync(folder.Options());
        (await ReadAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_start_cancelled_while_the_server_comes_up_stops_that_server()
    {
        await folder.UsedAsync();
        using var cancellation = new CancellationTokenSource();
        using var watcher = new FileSystemWatcher(folder["server/cluster"], "postmaster.pid");
        var appeared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Created += (_, _) => appeared.TrySetResult();
        watcher.EnableRaisingEvents = true;

        var start = PostgresServer.StartAsync(folder.Options(), cancellation.Token);
        await appeared.Task.WaitAsync(OwnerProcess.Patience);
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(start);
        File.Exists(folder["server/cluster/postmaster.pid"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_stop_is_named_and_can_be_stopped_later()
    {
        var server = await PostgresServer.StartAsync(await folder.UsedAsync() with { StopTimeout = TimeSpan.FromSeconds(1) });
        var process = TestFolder.PostmasterOf(server);
        await Signal.SendAsync("STOP", process);

        var refused = await Should.ThrowAsync<PostgresUnavailableException>(server.StopAsync);
        refused.Problem.ShouldBe(PostgresProblem.StopTimedOut);
        refused.Message.ShouldContain($"process {process}");

        await Signal.SendAsync("CONT", process);
        await server.StopAsync();
        (await ProcessTable.HasEndedAsync(process, OwnerProcess.Patience, CancellationToken.None)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    public async Task A_port_out_of_range_is_refused(int port) =>
        (await Should.ThrowAsync<ArgumentException>(() => PostgresServer.StartAsync(folder.Options() with { Port = port })))
            .Message.ShouldContain("1 to 65535");

    [Fact]
    public async Task A_time_limit_below_one_second_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(
            () => PostgresServer.StartAsync(folder.Options() with { StartTimeout = TimeSpan.Zero }));

    private static Task<object?> ShowAsync(PostgresServer server, string setting) =>
        ReadAsync(server, $"select current_setting('{setting}')");

    private static Task<object?> ReadAsync(PostgresServer server, string query) =>
        Sql.ReadAsync(server.ConnectionString("postgres"), query);
}
