using Attribution.EventStore.Daemon;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;

namespace Attribution.EventStore.Tests;

public sealed class ProjectionDaemonTests : IAsyncLifetime
{
    private ProjectionWorld _world = null!;

    public async Task InitializeAsync() => _world = await ProjectionWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task What_is_stored_is_applied_by_every_kind_of_projection()
    {
        var (sample, stream, payee) = (new ProjectionSample(), Sample.Stream(), Guid.NewGuid());
        await using var daemon = ProjectionDaemon.Start(_world.Log, sample.All);

        await sample.AppendAsync(_world.Log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(3, payee));
        var last = await sample.AppendAsync(_world.Log, stream, new LedgerEvent.Paid(4, payee));
        await _world.WaitAsync(daemon, sample, last);

        await using var connection = await _world.OpenAsync();
        var ledger = (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(stream)))!;
        (ledger.Version, ledger.View.Sum).ShouldBe((3, 7));
        var paid = (await ProjectionSample.Payees.FindAsync(connection, new ViewId("acme", payee)))!;
        (paid.Version, paid.View.Received).ShouldBe((last, 7));
        (await ProjectionSample.Payees.FindAsync(connection, ViewId.Of(stream)))!.View.Payments.ShouldBe(2);
        (await _world.QueryAsync<int>("select amount from attribution.test_edges")).ShouldBe(4);
    }

    [Fact]
    public async Task Commits_of_another_process_wake_the_daemon_without_its_polling()
    {
        var sample = new ProjectionSample();
        var options = new ProjectionDaemonOptions { PollInterval = TimeSpan.FromHours(1) };
        await using var daemon = ProjectionDaemon.Start(_world.Log, sample.All, options);
        await using var otherProcess = EventLog.Open(_world.ConnectionString);
        await _world.WaitAsync(
            daemon, sample, await sample.AppendAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("here")));
        await _world.GoneAsync(
            "select count(*) = 0 from pg_stat_activity where query like '%listen attribution_events%'"
            + " and pid <> pg_backend_pid() and datname = current_database() and state = 'idle'");

        var last = await sample.AppendAsync(otherProcess, Sample.Stream(), new LedgerEvent.Opened("there"));

        await _world.WaitAsync(daemon, sample, last);
    }

    [Fact]
    public async Task The_status_says_where_each_projection_is()
    {
        var sample = new ProjectionSample();
        await using var daemon = ProjectionDaemon.Start(_world.Log, sample.All);
        var last = await sample.AppendAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("anna"));
        await _world.WaitAsync(daemon, sample, last);

        var statuses = await daemon.ReadStatusAsync();

        statuses.Select(status => status.Name).ShouldBe(["Edges", "LedgerView", "PayeeView"]);
        statuses.ShouldAllBe(
            status => status.State == ProjectionState.Running && status.Position == last && status.Lag == 0
            && status.HighWaterMark == last && status.EventsPerSecond > 0 && status.LastError == null);
        (await _world.QueryAsync<long>(
            "select last_seq_id from attribution.mt_event_progression where name = 'LedgerView:All'")).ShouldBe(last);
    }

    [Fact]
    public async Task Of_two_processes_one_works_and_the_other_takes_over_when_its_connection_is_lost()
    {
        var (ours, theirs, stream) = (new ProjectionSample(), new ProjectionSample(), Sample.Stream());
        await using var otherLog = EventLog.Open(_world.ConnectionString);
        Projection[] Only(ProjectionSample sample) => [sample.Payee];
        var options = new ProjectionDaemonOptions { LeaseInterval = TimeSpan.FromMilliseconds(20), PageEventsMax = 3 };
        await using var first = ProjectionDaemon.Start(_world.Log, Only(ours), options);
        await _world.StateAsync(first, "PayeeView", ProjectionState.Running);
        await using var second = ProjectionDaemon.Start(otherLog, Only(theirs), options);
        await PaySomeAsync(ours, stream, 0, 20);

        (await second.ReadStatusAsync()).Single().State.ShouldBe(ProjectionState.Waiting);
        for (var round = 1; round <= 5; round++)
        {
            var paying = PaySomeAsync(ours, stream, round * 20, 20);
            await _world.QueryAsync<object?>(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database ="
                + " (select oid from pg_database where datname = current_database())");
            await paying;
        }

        var last = await _world.Log.FindHighWaterMarkAsync();
        await first.WaitForPositionAsync("PayeeView", last, _world.Patience);
        await second.WaitForPositionAsync("PayeeView", last, _world.Patience);
        var statuses = (await first.ReadStatusAsync()).Concat(await second.ReadStatusAsync());
        statuses.Count(status => status.State == ProjectionState.Running).ShouldBeLessThanOrEqualTo(1);
        (await _world.QueryAsync<int>(
            $"select (data ->> 'payments')::integer from attribution.mt_doc_payeeview where id = '{stream.Value}'"))
            .ShouldBe(120);
    }

    [Fact]
    public async Task A_daemon_that_stops_hands_its_projections_over()
    {
        var (ours, theirs) = (new ProjectionSample(), new ProjectionSample());
        var options = new ProjectionDaemonOptions { LeaseInterval = TimeSpan.FromMilliseconds(20) };
        var first = ProjectionDaemon.Start(_world.Log, ours.All, options);
        await _world.StateAsync(first, "Edges", ProjectionState.Running);
        await using var second = ProjectionDaemon.Start(_world.Log, theirs.All, options);

        await first.DisposeAsync();

        await _world.StateAsync(second, "Edges", ProjectionState.Running);
        await _world.WaitAsync(
            second, theirs, await ours.AppendAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("anna")));
    }

    private async Task PaySomeAsync(ProjectionSample sample, StreamId stream, int from, int count)
    {
        foreach (var number in Enumerable.Range(from, count))
        {
            LedgerEvent payment = new LedgerEvent.Paid(number, Guid.NewGuid());
            await sample.AppendAsync(_world.Log, stream, payment);
        }
    }
}
