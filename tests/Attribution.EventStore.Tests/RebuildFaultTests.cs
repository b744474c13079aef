using Attribution.EventStore.Daemon;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rebuild;
using Attribution.EventStore.Views;
using Npgsql;

namespace Attribution.EventStore.Tests;

public sealed class RebuildFaultTests : IAsyncLifetime
{
    private ProjectionWorld _world = null!;

    public async Task InitializeAsync() => _world = await ProjectionWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_rebuild_that_fails_leaves_the_table_as_it_was_and_nothing_behind()
    {
        var (sample, stream) = (new ProjectionSample(), Sample.Stream());
        await sample.AppendInlineAsync(_world.Log, stream, new LedgerEvent.Opened("anna"));
        await _world.Log.CommitAsync(Sample.Commit(new StreamAppend(
            stream, "ledger", ExpectedVersion.Exactly(1), [Sample.Event("from_the_future")], Sample.ByAnna)));
        var live = await ProjectionSample.DumpAsync(_world.ConnectionString);

        var failure = await Should.ThrowAsync<UnreadableEvent>(RebuildAsync(sample.View));
        await Should.ThrowAsync<UnreadableEvent>(RebuildAsync(sample.Payee));

        (failure.Stream, failure.Version, failure.EventType).ShouldBe((stream, 2, "from_the_future"));
        (await ProjectionSample.DumpAsync(_world.ConnectionString)).ShouldBe(live);
        (await ShadowsAsync()).ShouldBe(0);
        var newer = new RebuildOptions { OtherEventTypes = ["from_the_future"] };
        (await RebuildAsync(sample.View, newer)).Events.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_rebuild_left_that_died_is_cleared_away_by_the_next_daemon()
    {
        var sample = new ProjectionSample();
        await _world.ExecuteAsync(
            "create table attribution_rebuild.mt_doc_ledgerview (like attribution.mt_doc_ledgerview)");

        await using var daemon = ProjectionDaemon.Start(_world.Log, [sample.View]);
        var last = await sample.AppendAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("anna"));
        await daemon.WaitForPositionAsync("LedgerView", last, _world.Patience);

        (await ShadowsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_tables_of_a_rebuild_that_runs_are_left_alone_and_a_second_rebuild_is_refused()
    {
        var sample = new ProjectionSample();
        await using var sessions = EventLogDataSource.CreateSessions(_world.ConnectionString);
        await using var running = await sessions.OpenConnectionAsync();
        (await ShadowTables.TryLockAsync(running, sample.View, _world.Patience)).ShouldBeTrue();
        await new ShadowTables(running, sample.View).CreateAsync(_world.Patience);

        await Should.ThrowAsync<RebuildFailed>(RebuildAsync(sample.View));
        await using var daemon = ProjectionDaemon.Start(_world.Log, [sample.View]);
        var last = await sample.AppendAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("anna"));
        await daemon.WaitForPositionAsync("LedgerView", last, _world.Patience);

        (await ShadowsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_document_that_the_database_refuses_costs_the_event_that_makes_it_and_not_the_rebuild()
    {
        var (sample, good, bad) = (new ProjectionSample(), Sample.Stream(), Sample.Stream());
        await sample.AppendAsync(
            _world.Log, bad, new LedgerEvent.Opened("bert"), new LedgerEvent.Paid(1_000_000, good.Value));
        await sample.AppendAsync(_world.Log, good, new LedgerEvent.Opened("anna"), new LedgerEvent.Paid(2, bad.Value));

        var report = await RebuildAsync(sample.View);

        report.Parked.ShouldBe(1);
        (await ParkedAsync()).ShouldContain("ledgerview_sum_in_range");
        await using var connection = await _world.OpenAsync();
        (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(good)))!.View.Sum.ShouldBe(2);
        (await ProjectionSample.Ledgers.FindAsync(connection, ViewId.Of(bad)))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task While_a_reader_holds_the_table_the_exchange_stands_back_and_commits_pass()
    {
        var sample = new ProjectionSample();
        await sample.AppendInlineAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("anna"));
        await using var reader = await _world.OpenAsync();
        await using var transaction = await reader.BeginTransactionAsync();
        await using var read = new NpgsqlCommand("select count(*) from attribution.mt_doc_ledgerview", reader);
        await read.ExecuteScalarAsync();
        var options = new RebuildOptions { SwapPatience = TimeSpan.FromMilliseconds(50), SwapAttemptsMax = 2 };

        var failure = await Should.ThrowAsync<RebuildFailed>(RebuildAsync(sample.View, options));
        failure.Message.ShouldContain("End the long transactions");
        var patient = RebuildAsync(sample.View, options with { SwapAttemptsMax = 1000 });
        await sample.AppendInlineAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("bert"));
        await transaction.CommitAsync();

        (await patient).Events.ShouldBe(2);
        (await _world.QueryAsync<long>("select count(*) from attribution.mt_doc_ledgerview")).ShouldBe(2);
    }

    [Fact]
    public async Task A_table_with_a_trigger_is_not_rebuilt_into_one_without()
    {
        await _world.ExecuteAsync(
            """
            create function attribution.test_trigger() returns trigger language plpgsql as 'begin return new; end';
            create trigger audit before update on attribution.mt_doc_ledgerview
                for each row execute function attribution.test_trigger();
            """);

        var failure = await Should.ThrowAsync<RebuildFailed>(RebuildAsync(new ProjectionSample().View));
        failure.Message.ShouldContain("audit");
    }

    private Task<RebuildReport> RebuildAsync(Projection projection, RebuildOptions? options = null) =>
        ProjectionRebuild.RunAsync(_world.Log, projection, options, cancellation: _world.Patience);

    private Task<long> ShadowsAsync() =>
        _world.QueryAsync<long>("select count(*) from pg_tables where schemaname = 'attribution_rebuild'");

    private Task<string> ParkedAsync() => _world.QueryAsync<string>(
        "select coalesce(string_agg((data - 'Timestamp')::text, E'\n' order by id), '')"
        + " from attribution.mt_doc_deadletterevent");
}
