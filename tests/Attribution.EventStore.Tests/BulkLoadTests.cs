using System.Collections.Immutable;
using Attribution.EventStore.Bulk;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.EventStore.Tests;

public sealed class BulkLoadTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    private static readonly EventLogOptions SmallChunks = new() { BulkEventsMax = 20 };

    [Fact]
    public async Task Loaded_streams_read_back_as_they_were_given_with_their_rows()
    {
        await using var log = database.Open(SmallChunks);
        var streams = Enumerable.Range(0, 30).Select(_ => New(events: 7, withView: true)).ToArray();
        var reports = new Reports();

        var loaded = await log.BulkLoadAsync(streams.ToAsyncEnumerable(), reports);

        (loaded.Streams, loaded.Events).ShouldBe((30, 210));
        reports.Seen.Select(report => report.Streams).ShouldBe(Enumerable.Range(1, 10).Select(chunk => chunk * 3L));
        reports.Seen[^1].ShouldBe(loaded);
        loaded.LastPosition.ShouldBe((await log.ReadStreamAsync(streams[^1].Stream))[^1].Position);
        foreach (var stream in streams)
        {
            await ShouldBeStoredAsync(log, stream);
        }

        (await database.QueryAsync<long>(
            "select count(*) from attribution.test_views where tags = array['bulk', 'a,b']"))
            .ShouldBe(30);
    }

    [Fact]
    public async Task A_loaded_stream_goes_on_with_commits()
    {
        await using var log = database.Open();
        var stream = New(events: 3);
        await log.BulkLoadAsync(new[] { stream }.ToAsyncEnumerable());

        (await log.CommitAsync(Sample.Commit(Sample.Append(stream.Stream, ExpectedVersion.NoStream))))
            .ShouldBe(new CommitResult.VersionConflict(stream.Stream, ExpectedVersion.NoStream, 3));
        (await log.CommitAsync(Sample.Commit(Sample.Append(stream.Stream, ExpectedVersion.Exactly(3)))))
            .ShouldBeOfType<CommitResult.Stored>();
    }

    [Fact]
    public async Task A_stream_that_exists_refuses_its_whole_chunk_and_is_named()
    {
        await using var log = database.Open(SmallChunks);
        var streams = Enumerable.Range(0, 9).Select(_ => New(events: 10)).ToArray();
        var existing = streams[5].Stream;
        await log.CommitAsync(Sample.Commit(Sample.Append(existing, ExpectedVersion.NoStream)));

        var stopped = await Should.ThrowAsync<BulkLoadStopped>(log.BulkLoadAsync(streams.ToAsyncEnumerable()));

        stopped.Stream.ShouldBe(existing);
        (stopped.Stored.Streams, stopped.Stored.Events, stopped.ChunkMayBeStored).ShouldBe((4, 40, false));
        stopped.Message.ShouldContain($"Stream {existing} exists already");
        (await log.ReadStreamAsync(streams[3].Stream)).Count.ShouldBe(10);
        (await log.ReadStreamAsync(streams[4].Stream)).ShouldBeEmpty();
        (await log.ReadStreamAsync(existing)).Count.ShouldBe(1);

        var rest = streams.Skip((int)stopped.Stored.Streams).Where(stream => stream.Stream != existing);
        (await log.BulkLoadAsync(rest.ToAsyncEnumerable())).Streams.ShouldBe(4);
    }

    [Fact]
    public async Task A_stream_given_twice_refuses_its_chunk()
    {
        await using var log = database.Open();
        var (once, twice) = (New(events: 2), New(events: 2));

        var stopped = await Should.ThrowAsync<BulkLoadStopped>(
            log.BulkLoadAsync(new[] { once, twice, twice }.ToAsyncEnumerable()));

        stopped.Stream.ShouldBe(twice.Stream);
        (await log.ReadStreamAsync(once.Stream)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Content_that_the_database_refuses_is_named_by_stream_and_version()
    {
        await using var log = database.Open();
        var (good, bad) = (New(events: 3), Sample.Stream());
        var events = new[] { Sample.Event(), Sample.Event(json: """{"nul":"\u0000"}""") };
        var broken = new NewStream(bad, "note", [.. events.Select(data => new NewEvent(data, Sample.ByAnna))]);

        var stopped = await Should.ThrowAsync<BulkLoadStopped>(
            log.BulkLoadAsync(new[] { good, broken }.ToAsyncEnumerable()));

        stopped.Stream.ShouldBe(bad);
        stopped.Message.ShouldContain($"The database refuses version 2 of stream {bad}");
        (await log.ReadStreamAsync(good.Stream)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_is_already_there_refuses_the_chunk()
    {
        await using var log = database.Open();
        var stream = New(events: 1, withView: true);
        await log.CommitAsync(new Commit(Guid.NewGuid(), [], Sample.View(stream.Stream, "{}")));

        var stopped = await Should.ThrowAsync<BulkLoadStopped>(
            log.BulkLoadAsync(new[] { stream }.ToAsyncEnumerable()));

        stopped.Message.ShouldContain("test_views");
        (await log.ReadStreamAsync(stream.Stream)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Commits_and_bulk_loads_share_one_order_that_a_reader_can_follow()
    {
        await using var log = database.Open(SmallChunks);
        await using var other = database.Open(SmallChunks);
        var start = await log.FindHighWaterMarkAsync();
        var writing = Task.WhenAll(
            log.BulkLoadAsync(Enumerable.Range(0, 200).Select(_ => New(events: 5)).ToAsyncEnumerable()),
            other.BulkLoadAsync(Enumerable.Range(0, 200).Select(_ => New(events: 5)).ToAsyncEnumerable()),
            Task.WhenAll(Enumerable.Range(0, 300).Select(_ =>
                log.CommitAsync(Sample.Commit(Sample.Append(Sample.Stream(), ExpectedVersion.NoStream))))));

        var seen = 0;
        var last = start;
        for (var written = false; ; written = writing.IsCompleted)
        {
            await foreach (var happened in log.ReadAllAsync(new LogRange(last)))
            {
                (seen, last) = (seen + 1, happened.Position);
            }

            if (written)
            {
                break;
            }
        }

        await writing;
        seen.ShouldBe(2300);
    }

    [Fact]
    public async Task A_load_that_is_given_up_keeps_its_whole_chunks()
    {
        await using var log = database.Open(SmallChunks);
        using var stop = new CancellationTokenSource();
        var streams = Enumerable.Range(0, 100).Select(_ => New(events: 10)).ToArray();
        var reports = new Reports(after: 3, stop.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(
            log.BulkLoadAsync(streams.ToAsyncEnumerable(), reports, stop.Token));

        reports.Seen.Count.ShouldBe(3);
        await ShouldBeStoredAsync(log, streams[5]);
        (await log.ReadStreamAsync(streams[6].Stream)).ShouldBeEmpty();
    }

    [Fact]
    public void A_stream_without_events_is_a_mistake() =>
        Should.Throw<ArgumentException>(() => new NewStream(Sample.Stream(), "note", []));

    [Theory]
    [InlineData(RowChange.Delete)]
    [InlineData(RowChange.ExpectNone)]
    public void Rows_that_are_not_new_are_a_mistake(RowChange change)
    {
        var rows = new RowSet(EventStoreDatabase.Marks, change, Column.Uuid("id", Guid.NewGuid()));

        Should.Throw<ArgumentException>(() =>
            new NewStream(Sample.Stream(), "note", [new NewEvent(Sample.Event(), Sample.ByAnna)], rows));
    }

    private static NewStream New(int events, bool withView = false)
    {
        var stream = Sample.Stream();
        var history = Enumerable.Range(0, events).Select(day => new NewEvent(
            Sample.Event(), Sample.ByAnna with { RecordedAt = Sample.Noon + Duration.FromDays(day) }));
        ImmutableArray<RowSet> rows = withView ? [Sample.View(stream, "{}", "bulk", "a,b")] : [];
        return new NewStream(stream, "note", [.. history], rows);
    }

    private static async Task ShouldBeStoredAsync(EventLog log, NewStream given)
    {
        var stored = await log.ReadStreamAsync(given.Stream);
        stored.Select(happened => happened.Id).ShouldBe(given.Events.Select(one => one.Data.Id));
        stored.Select(happened => happened.Version)
            .ShouldBe(Enumerable.Range(1, given.Events.Length).Select(v => (long)v));
        stored.Select(happened => happened.RecordedAt).ShouldBe(given.Events.Select(one => one.Metadata.RecordedAt));
        stored.Select(happened => happened.Position).ShouldBeInOrder();
        stored.ShouldAllBe(happened => happened.UserId == "anna" && happened.CorrelationId == "correlation-1");
        var info = (await log.FindStreamAsync(given.Stream)).ShouldNotBeNull();
        (info.Type, info.Version, info.StartedAt, info.ChangedAt)
            .ShouldBe(("note", stored.Count, stored[0].RecordedAt, stored[^1].RecordedAt));
    }

    /// <summary>Hears of progress on the loader's own thread, in order.</summary>
    private sealed class Reports(int after = int.MaxValue, Action? then = null) : IProgress<BulkProgress>
    {
        internal List<BulkProgress> Seen { get; } = [];

        public void Report(BulkProgress value)
        {
            Seen.Add(value);
            if (Seen.Count == after)
            {
                then?.Invoke();
            }
        }
    }
}
