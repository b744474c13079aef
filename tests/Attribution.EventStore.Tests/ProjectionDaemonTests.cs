using Attribution.EventStore.Daemon;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;
using Attribution.Testing;
using Npgsql;

namespace Attribution.EventStore.Tests;

public sealed class ProjectionDaemonTests : IAsyncLifetime
{
    private readonly CancellationToken _patience = new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
    private TestDatabase _database = null!;
    private EventLog _log = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync("projections", ProjectionDatabase.MigrateAsync);
        _log = EventLog.Open(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_is_stored_is_applied_by_every_kind_of_projection()
    {
        var (sample, stream, payee) = (new ProjectionSample(), Sample.Stream(), Guid.NewGuid());
        await using var daemon = ProjectionDaemon.Start(_log, sample.All);

        await sample.AppendAsync(_log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(3, payee));
        var last = await sample.AppendAsync(_log, stream, new LedgerEvent.Paid(4, payee));
        await WaitAsync(daemon, sample, last);

        await using var connection = await OpenAsync();
        var ledger = (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(stream)))!;
        (ledger.Version, ledger.View.Sum).ShouldBe((3, 7));
        var paid = (await ProjectionSample.Payees.FindAsync(connection, new ViewId("acme", payee)))!;
        (paid.Version, paid.View.Received).ShouldBe((last, 7));
        (await ProjectionSample.Payees.FindAsync(connection, ViewId.Of(stream)))!.View.Payments.ShouldBe(2);
        (await QueryAsync<int>("select amount from attribution.test_edges")).ShouldBe(4);
    }

    [Fact]
    public async Task Commits_of_another_process_wake_the_daemon_without_its_polling()
    {
        var sample = new ProjectionSample();
        var options = new ProjectionDaemonOptions { PollInterval = TimeSpan.FromHours(1) };
        await using var daemon = ProjectionDaemon.Start(_log, sample.All, options);
        await using var otherProcess = EventLog.Open(_database.ConnectionString);
        await WaitAsync(daemon, sample, await sample.AppendAsync(_log, Sample.Stream(), new LedgerEvent.Opened("here")));
        await ListeningAsync();

        var last = await sample.AppendAsync(otherProcess, Sample.Stream(), new LedgerEvent.Opened("there"));

        await WaitAsync(daemon, sample, last);
    }

    [Fact]
    public async Task The_status_says_where_each_projection_is()
    {
        var sample = new ProjectionSample();
        await using var daemon = ProjectionDaemon.Start(_log, sample.All);
        var last = await sample.AppendAsync(_log, Sample.Stream(), new LedgerEvent.Opened("anna"));
        await WaitAsync(daemon, sample, last);

        var statuses = await daemon.ReadStatusAsync();

        statuses.Select(status => status.Name).ShouldBe(["Edges", "LedgerView", "PayeeView"]);
        statuses.ShouldAllBe(status => status.State == ProjectionState.Running && status.Position == last && status.Lag == 0
            && status.HighWaterMark == last && status.EventsPerSecond > 0 && status.LastError == null);
        (await QueryAsync<long>("select last_seq_id from attribution.mt_event_progression where name = 'LedgerView:All'")).ShouldBe(last);
    }

    [Fact]
    public async Task An_event_that_a_projection_throws_on_is_parked_and_the_rest_goes_on()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await using var daemon = ProjectionDaemon.Start(_log, sample.All);

        var cursed = await sample.AppendAsync(_log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Cursed("hex"));
        var last = await sample.AppendAsync(_log, stream, new LedgerEvent.Paid(4, Guid.NewGuid()));
        await WaitAsync(daemon, sample, last);

        var parked = await daemon.ListParkedAsync("LedgerView");
        var one = parked.ShouldHaveSingleItem();
        (one.Projection, one.Position, one.Stream, one.Version, one.EventType).ShouldBe(("LedgerView", cursed, stream, 2, "cursed"));
        (one.ExceptionType, one.Message).ShouldBe((typeof(InvalidOperationException).FullName!, "cursed"));
        (await daemon.ListParkedAsync()).Select(p => p.Projection).ShouldBe(["LedgerView", "PayeeView"]);
        await using var connection = await OpenAsync();
        (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(stream)))!.View.Sum.ShouldBe(4);
    }

    [Fact]
    public async Task A_parked_event_is_applied_in_its_place_when_it_is_retried_and_mended()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await using var daemon = ProjectionDaemon.Start(_log, sample.All);
        await sample.AppendAsync(_log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Cursed("hex"));
        var last = await sample.AppendAsync(_log, stream, new LedgerEvent.Paid(4, Guid.NewGuid()));
        await WaitAsync(daemon, sample, last);
        var parked = await daemon.ListParkedAsync();

        (await daemon.RetryParkedAsync(parked[0]))!.Message.ShouldBe("cursed");
        (await daemon.ListParkedAsync()).Count.ShouldBe(2);
        sample.CursesThrow = false;
        foreach (var one in parked)
        {
            (await daemon.RetryParkedAsync(one)).ShouldBeNull();
        }

        (await daemon.ListParkedAsync()).ShouldBeEmpty();
        await using var connection = await OpenAsync();
        var ledger = (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(stream)))!;
        (ledger.Version, ledger.View.Sum, ledger.View.Words.Single()).ShouldBe((3, 4, "hex"));
    }

    [Fact]
    public async Task What_the_database_refuses_is_parked_alone_out_of_a_full_page()
    {
        var (sample, streams) = (new ProjectionSample(), Enumerable.Range(0, 20).Select(_ => Sample.Stream()).ToArray());
        var last = 0L;
        foreach (var stream in streams)
        {
            // The table's check refuses a sum of a million.
            var amount = stream == streams[13] ? 1_000_000 : 1;
            last = await sample.AppendAsync(_log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(amount, Guid.NewGuid()));
        }

        await using var daemon = ProjectionDaemon.Start(_log, sample.All);
        await WaitAsync(daemon, sample, last);

        var parked = (await daemon.ListParkedAsync()).ShouldHaveSingleItem();
        (parked.Stream, parked.Version, parked.Projection).ShouldBe((streams[13], 2, "LedgerView"));
        parked.Message.ShouldContain("ledgerview_sum_in_range");
        (await QueryAsync<long>("select count(*) from attribution.mt_doc_ledgerview where sum = 1")).ShouldBe(19);
    }

    [Fact]
    public async Task An_event_of_an_unknown_type_stops_every_projection_before_it_with_what_to_do()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        var before = await sample.AppendAsync(_log, stream, new LedgerEvent.Opened("anna"));
        await _log.CommitAsync(Sample.Commit(new StreamAppend(
            stream, "ledger", ExpectedVersion.Exactly(1), [Sample.Event("from_the_future")], Sample.ByAnna)));
        await sample.AppendAsync(_log, Sample.Stream(), new LedgerEvent.Opened("bert"));

        await using (var daemon = ProjectionDaemon.Start(_log, sample.All))
        {
            var stopped = await StateAsync(daemon, "LedgerView", ProjectionState.Stopped);

            stopped.Position.ShouldBe(before);
            stopped.LastError!.ShouldContain(stream.ToString());
            stopped.LastError!.ShouldContain("version 2");
            stopped.LastError!.ShouldContain("from_the_future");
            stopped.LastError!.ShouldContain("register an upcaster");
        }

        // The program of the next version knows the type, and goes on where the old one stopped.
        var options = new ProjectionDaemonOptions { OtherEventTypes = ["from_the_future"] };
        await using var newer = ProjectionDaemon.Start(_log, sample.All, options);
        await newer.WaitForPositionAsync("LedgerView", await _log.FindHighWaterMarkAsync(), _patience);
    }

    [Fact]
    public async Task Unreadable_content_stops_its_projection_until_it_is_resumed_and_no_other()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await sample.AppendAsync(_log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(1, stream.Value));
        await _log.CommitAsync(Sample.Commit(new StreamAppend(
            stream, "ledger", ExpectedVersion.Exactly(2), [Sample.Event("opened", """{"owner":{"not":"a text"}}""")], Sample.ByAnna)));
        await using var daemon = ProjectionDaemon.Start(_log, sample.All);
        var bad = await _log.FindHighWaterMarkAsync();

        var stopped = await StateAsync(daemon, "LedgerView", ProjectionState.Stopped);
        await daemon.WaitForPositionAsync("PayeeView", bad, _patience);

        stopped.LastError!.ShouldContain("version 3");
        stopped.Position.ShouldBe(bad - 1);
        (await QueryAsync<int>("select sum from attribution.mt_doc_ledgerview")).ShouldBe(1);
        var again = NextStateAsync(daemon, "LedgerView", ProjectionState.Running);
        daemon.Resume("LedgerView");
        await again.WaitAsync(_patience);
    }

    [Fact]
    public async Task A_missing_table_stops_the_projection_instead_of_parking_every_event()
    {
        var sample = new ProjectionSample();
        await QueryAsync<object?>("drop table attribution.mt_doc_ledgerview");
        await sample.AppendAsync(_log, Sample.Stream(), new LedgerEvent.Opened("anna"));

        await using var daemon = ProjectionDaemon.Start(_log, sample.All);
        var stopped = await StateAsync(daemon, "LedgerView", ProjectionState.Stopped);

        stopped.LastError!.ShouldContain("mt_doc_ledgerview");
        (await daemon.ListParkedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_processes_one_works_and_the_other_takes_over_when_its_connection_is_lost()
    {
        var (ours, theirs, stream) = (new ProjectionSample(), new ProjectionSample(), Sample.Stream());
        await using var otherLog = EventLog.Open(_database.ConnectionString);
        Projection[] Only(ProjectionSample sample) => [sample.Payee];
        var options = new ProjectionDaemonOptions { LeaseInterval = TimeSpan.FromMilliseconds(20), PageEventsMax = 3 };
        await using var first = ProjectionDaemon.Start(_log, Only(ours), options);
        await StateAsync(first, "PayeeView", ProjectionState.Running);
        await using var second = ProjectionDaemon.Start(otherLog, Only(theirs), options);
        await PaySomeAsync(ours, stream, 0, 20);

        (await second.ReadStatusAsync()).Single().State.ShouldBe(ProjectionState.Waiting);
        for (var round = 1; round <= 5; round++)
        {
            var paying = PaySomeAsync(ours, stream, round * 20, 20);
            await QueryAsync<object?>("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database ="
                + " (select oid from pg_database where datname = current_database())");
            await paying;
        }

        var last = await _log.FindHighWaterMarkAsync();
        await first.WaitForPositionAsync("PayeeView", last, _patience);
        await second.WaitForPositionAsync("PayeeView", last, _patience);
        ProjectionState[] states = [(await first.ReadStatusAsync()).Single().State, (await second.ReadStatusAsync()).Single().State];
        states.Count(state => state == ProjectionState.Running).ShouldBeLessThanOrEqualTo(1);
        (await QueryAsync<int>("select (data ->> 'payments')::integer from attribution.mt_doc_payeeview where id = "
            + $"'{stream.Value}'")).ShouldBe(120);
    }

    [Fact]
    public async Task A_daemon_that_stops_hands_its_projections_over()
    {
        var (ours, theirs) = (new ProjectionSample(), new ProjectionSample());
        var options = new ProjectionDaemonOptions { LeaseInterval = TimeSpan.FromMilliseconds(20) };
        var first = ProjectionDaemon.Start(_log, ours.All, options);
        await StateAsync(first, "Edges", ProjectionState.Running);
        await using var second = ProjectionDaemon.Start(_log, theirs.All, options);

        await first.DisposeAsync();

        await StateAsync(second, "Edges", ProjectionState.Running);
        await WaitAsync(second, theirs, await ours.AppendAsync(_log, Sample.Stream(), new LedgerEvent.Opened("anna")));
    }

    private async Task PaySomeAsync(ProjectionSample sample, StreamId stream, int from, int count)
    {
        foreach (var number in Enumerable.Range(from, count))
        {
            LedgerEvent payment = new LedgerEvent.Paid(number, Guid.NewGuid());
            await sample.AppendAsync(_log, stream, payment);
        }
    }

    private async Task WaitAsync(ProjectionDaemon daemon, ProjectionSample sample, long position)
    {
        foreach (var projection in sample.All)
        {
            await daemon.WaitForPositionAsync(projection.Name, position, _patience);
        }
    }

    /// <summary>The status of a projection once it has reached a state.</summary>
    private async Task<ProjectionStatus> StateAsync(ProjectionDaemon daemon, string name, ProjectionState state)
    {
        var reached = NextStateAsync(daemon, name, state);
        var now = (await daemon.ReadStatusAsync()).Single(status => status.Name == name);
        return now.State == state ? now : await reached.WaitAsync(_patience);
    }

    private static Task<ProjectionStatus> NextStateAsync(ProjectionDaemon daemon, string name, ProjectionState state)
    {
        var reached = new TaskCompletionSource<ProjectionStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.StateChanged += status =>
        {
            if (status.Name == name && status.State == state)
            {
                reached.TrySetResult(status);
            }
        };
        return reached.Task;
    }

    /// <summary>Waits until some session listens for commits.</summary>
    private async Task ListeningAsync()
    {
        while (await QueryAsync<long>(
            "select count(*) from pg_stat_activity where query like '%listen attribution_events%' and pid <> pg_backend_pid()"
            + " and datname = current_database() and state = 'idle'") == 0)
        {
            _patience.ThrowIfCancellationRequested();
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
