using Attribution.EventStore.Daemon;

namespace Attribution.EventStore.Tests;

public sealed class ProjectionSessionTests : IAsyncLifetime
{
    private ProjectionWorld _world = null!;

    public async Task InitializeAsync() => _world = await ProjectionWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_page_that_begins_where_the_projection_no_longer_is_stores_nothing()
    {
        var sample = new ProjectionSample();
        await sample.AppendAsync(_world.Log, Sample.Stream(), new LedgerEvent.Opened("anna"));
        await using var sessions = EventLogDataSource.CreateSessions(_world.ConnectionString);
        await using var session = (await ProjectionSession.TryTakeAsync(sessions, sample.View, _world.Patience))!;
        (await session.ReadPositionAsync(_world.Patience)).ShouldBe(0);
        var (page, fold) = (await session.ReadPageAsync(sample.View.Known, 0, 10, _world.Patience)).Begin(sample.View);

        await _world.ExecuteAsync("update attribution.mt_event_progression set last_seq_id = 7");
        await Should.ThrowAsync<ProgressMoved>(
            session.CommitAsync(0, page.LastPosition, fold, Sample.Noon, _world.Patience));

        (await session.ReadPositionAsync(_world.Patience)).ShouldBe(7);
        (await _world.QueryAsync<long>("select count(*) from attribution.mt_doc_ledgerview")).ShouldBe(0);
    }

    [Fact]
    public async Task A_lease_is_held_by_one_session_and_free_once_it_is_closed()
    {
        var sample = new ProjectionSample();
        await using var sessions = EventLogDataSource.CreateSessions(_world.ConnectionString);
        var first = await ProjectionSession.TryTakeAsync(sessions, sample.View, _world.Patience);

        (await ProjectionSession.TryTakeAsync(sessions, sample.View, _world.Patience)).ShouldBeNull();
        await using var other = await ProjectionSession.TryTakeAsync(sessions, sample.Payee, _world.Patience);
        other.ShouldNotBeNull();
        await first!.DisposeAsync();
        await _world.GoneAsync(
            "select count(*) > 1 from pg_locks where locktype = 'advisory'"
            + " and database = (select oid from pg_database where datname = current_database())");

        await using var next = await ProjectionSession.TryTakeAsync(sessions, sample.View, _world.Patience);
        next.ShouldNotBeNull();
    }
}
