using Attribution.EventStore.Daemon;
using Attribution.EventStore.Views;

namespace Attribution.EventStore.Tests;

public sealed class ProjectionFaultTests : IAsyncLifetime
{
    private ProjectionWorld _world = null!;

    public async Task InitializeAsync() => _world = await ProjectionWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_event_that_a_projection_throws_on_is_parked_and_the_rest_goes_on()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await using var daemon = ProjectionDaemon.Start(_world.Log, sample.All);

        var cursed = await sample.AppendAsync(
            _world.Log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Cursed("hex"));
        var last = await sample.AppendAsync(_world.Log, stream, new LedgerEvent.Paid(4, Guid.NewGuid()));
        await _world.WaitAsync(daemon, sample, last);

        var parked = await daemon.ListParkedAsync("LedgerView");
        var one = parked.ShouldHaveSingleItem();
        (one.Projection, one.Position, one.Stream, one.Version, one.EventType).ShouldBe(
            ("LedgerView", cursed, stream, 2, "cursed"));
        (one.ExceptionType, one.Message).ShouldBe((typeof(InvalidOperationException).FullName!, "cursed"));
        (await daemon.ListParkedAsync()).Select(p => p.Projection).ShouldBe(["LedgerView", "PayeeView"]);
        await using var connection = await _world.OpenAsync();
        (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(stream)))!.View.Sum.ShouldBe(4);
    }

    [Fact]
    public async Task A_parked_event_is_applied_in_its_place_when_it_is_retried_and_mended()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await using var daemon = ProjectionDaemon.Start(_world.Log, sample.All);
        await sample.AppendAsync(_world.Log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Cursed("hex"));
        var last = await sample.AppendAsync(_world.Log, stream, new LedgerEvent.Paid(4, Guid.NewGuid()));
        await _world.WaitAsync(daemon, sample, last);
        var parked = await daemon.ListParkedAsync();

        (await daemon.RetryParkedAsync(parked[0]))!.Message.ShouldBe("cursed");
        (await daemon.ListParkedAsync()).Count.ShouldBe(2);
        sample.CursesThrow = false;
        foreach (var one in parked)
        {
            (await daemon.RetryParkedAsync(one)).ShouldBeNull();
        }

        (await daemon.ListParkedAsync()).ShouldBeEmpty();
        await using var connection = await _world.OpenAsync();
        var ledger = (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(stream)))!;
        (ledger.Version, ledger.View.Sum, ledger.View.Words.Single()).ShouldBe((3, 4, "hex"));
    }

    [Fact]
    public async Task What_the_database_refuses_is_parked_alone_out_of_a_full_page()
    {
        var sample = new ProjectionSample();
        var streams = Enumerable.Range(0, 20).Select(_ => Sample.Stream()).ToArray();
        var last = 0L;
        foreach (var stream in streams)
        {
            // The table's check refuses a sum of a million.
            var amount = stream == streams[13] ? 1_000_000 : 1;
            last = await sample.AppendAsync(
                _world.Log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(amount, Guid.NewGuid()));
        }

        await using var daemon = ProjectionDaemon.Start(_world.Log, sample.All);
        await _world.WaitAsync(daemon, sample, last);

        var parked = (await daemon.ListParkedAsync()).ShouldHaveSingleItem();
        (parked.Stream, parked.Version, parked.Projection).ShouldBe((streams[13], 2, "LedgerView"));
        parked.Message.ShouldContain("ledgerview_sum_in_range");
        (await _world.QueryAsync<long>("select count(*) from attribution.mt_doc_ledgerview where sum = 1"))
            .ShouldBe(19);
    }

    [Fact]
    public async Task An_event_of_an_unknown_type_stops_every_projection_before_it_with_what_to_do()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        var before = await sample.AppendAsync(_world.Log, stream, new LedgerEvent.Opened("anna"));
        await _world.Log.CommitAsync(Sample.Commit(new StreamAppend(
            stream, "ledger", ExpectedVersion.Exactly(1), [Sample.Event("from_the_future")], Sample.ByAnna)));
        await sample.AppendAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("bert"));

        await using (var daemon = ProjectionDaemon.Start(_world.Log, sample.All))
        {
            var stopped = await _world.StateAsync(daemon, "LedgerView", ProjectionState.Stopped);

            stopped.Position.ShouldBe(before);
            stopped.LastError!.ShouldContain(stream.ToString());
            stopped.LastError!.ShouldContain("version 2");
            stopped.LastError!.ShouldContain("from_the_future");
            stopped.LastError!.ShouldContain("register an upcaster");
        }

        // The program of the next version knows the type, and goes on where the old one stopped.
        var options = new ProjectionDaemonOptions { OtherEventTypes = ["from_the_future"] };
        await using var newer = ProjectionDaemon.Start(_world.Log, sample.All, options);
        await newer.WaitForPositionAsync("LedgerView", await _world.Log.FindHighWaterMarkAsync(), _world.Patience);
    }

    [Fact]
    public async Task Unreadable_content_stops_its_projection_until_it_is_resumed_and_no_other()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await sample.AppendAsync(
            _world.Log, stream, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(1, stream.Value));
        var broken = Sample.Event("opened", """{"owner":{"not":"a text"}}""");
        await _world.Log.CommitAsync(Sample.Commit(new StreamAppend(
            stream, "ledger", ExpectedVersion.Exactly(2), [broken], Sample.ByAnna)));
        await using var daemon = ProjectionDaemon.Start(_world.Log, sample.All);
        var bad = await _world.Log.FindHighWaterMarkAsync();

        var stopped = await _world.StateAsync(daemon, "LedgerView", ProjectionState.Stopped);
        await daemon.WaitForPositionAsync("PayeeView", bad, _world.Patience);

        stopped.LastError!.ShouldContain("version 3");
        stopped.Position.ShouldBe(bad - 1);
        (await _world.QueryAsync<int>("select sum from attribution.mt_doc_ledgerview")).ShouldBe(1);
        var again = ProjectionWorld.NextStateAsync(daemon, "LedgerView", ProjectionState.Running);
        daemon.Resume("LedgerView");
        await again.WaitAsync(_world.Patience);
    }

    [Fact]
    public async Task A_missing_table_stops_the_projection_instead_of_parking_every_event()
    {
        var sample = new ProjectionSample();
        await _world.QueryAsync<object?>("drop table attribution.mt_doc_ledgerview");
        await sample.AppendAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("anna"));

        await using var daemon = ProjectionDaemon.Start(_world.Log, sample.All);
        var stopped = await _world.StateAsync(daemon, "LedgerView", ProjectionState.Stopped);

        stopped.LastError!.ShouldContain("mt_doc_ledgerview");
        (await daemon.ListParkedAsync()).ShouldBeEmpty();
    }
}
