using NodaTime;

namespace Attribution.EventStore.Tests;

public sealed class ReadingTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    [Theory]
    [InlineData(1, 5, new long[] { 1, 2, 3, 4, 5 })]
    [InlineData(2, 4, new long[] { 2, 3, 4 })]
    [InlineData(5, 99, new long[] { 5 })]
    [InlineData(6, 99, new long[0])]
    public async Task A_part_of_a_stream_is_read_by_its_versions(long from, long to, long[] versions)
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream, events: 5)));

        var read = await log.ReadStreamAsync(stream, new StreamRange(from, to));

        read.Select(happened => happened.Version).ShouldBe(versions);
    }

    [Fact]
    public async Task A_stream_as_of_an_instant_is_what_was_recorded_until_then()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        foreach (var day in Enumerable.Range(0, 4))
        {
            await AppendAtAsync(log, stream, Sample.Noon + Duration.FromDays(day));
        }

        var secondDay = await log.ReadStreamAsync(stream, new StreamRange(UpTo: Sample.Noon + Duration.FromDays(1)));
        var dayBefore = await log.ReadStreamAsync(stream, new StreamRange(UpTo: Sample.Noon - Duration.FromSeconds(1)));

        secondDay.Select(happened => happened.Version).ShouldBe([1, 2]);
        dayBefore.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_as_of_an_instant_is_a_prefix_although_a_clock_ran_backwards()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await AppendAtAsync(log, stream, Sample.Noon);
        await AppendAtAsync(log, stream, Sample.Noon + Duration.FromHours(2));
        await AppendAtAsync(log, stream, Sample.Noon + Duration.FromHours(1));

        var read = await log.ReadStreamAsync(stream, new StreamRange(UpTo: Sample.Noon + Duration.FromHours(1)));

        read.Select(happened => happened.Version).ShouldBe([1]);
    }

    [Fact]
    public async Task The_log_is_read_in_the_order_of_commits_by_type_and_tenant()
    {
        await using var log = database.Open();
        var start = await log.FindHighWaterMarkAsync();
        var (ours, theirs) = (Sample.Stream("ours"), Sample.Stream("theirs"));
        await CommitAsync(log, ours, "opened");
        await CommitAsync(log, theirs, "opened");
        await CommitAsync(log, ours, "closed");

        (await ReadAsync(log, new LogRange(start))).ShouldBe([(ours, "opened"), (theirs, "opened"), (ours, "closed")]);
        (await ReadAsync(log, new LogRange(start, ["opened"]))).ShouldBe([(ours, "opened"), (theirs, "opened")]);
        (await ReadAsync(log, new LogRange(start, TenantId: "ours"))).ShouldBe([(ours, "opened"), (ours, "closed")]);
        (await ReadAsync(log, new LogRange(start, ["closed"], "theirs"))).ShouldBeEmpty();
        (await ReadAsync(log, new LogRange(await log.FindHighWaterMarkAsync()))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_log_of_many_pages_is_read_without_a_hole()
    {
        await using var log = database.Open();
        var start = await log.FindHighWaterMarkAsync();
        var stream = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream, events: 2500)));

        var versions = new List<long>();
        await foreach (var happened in log.ReadAllAsync(new LogRange(start)))
        {
            versions.Add(happened.Version);
        }

        versions.ShouldBe(Enumerable.Range(1, 2500).Select(number => (long)number));
    }

    [Fact]
    public async Task Everything_that_was_recorded_beside_an_event_is_read_back()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        var metadata = Sample.ByAnna with { Headers = EventHeaders.None.Add("device", "kiosk \"7\"") };
        await log.CommitAsync(Sample.Commit(
            new StreamAppend(stream, "note", ExpectedVersion.NoStream, [Sample.Event()], metadata)));

        var read = (await log.ReadStreamAsync(stream)).Single();

        read.Headers.ShouldBe(
            EventHeaders.None.Add("device", "kiosk \"7\"").Add("reason", "seen twice").Add("user", "anna"));
        (read.CorrelationId, read.CausationId, read.RecordedAt).ShouldBe(("correlation-1", "message-7", Sample.Noon));
        var info = (await log.FindStreamAsync(stream)).ShouldNotBeNull();
        info.ShouldBe(new StreamInfo(stream, "note", 1, Sample.Noon, Sample.Noon, IsArchived: false));
    }

    [Theory]
    [InlineData("user")]
    [InlineData("reason")]
    public void A_header_cannot_speak_for_another_user(string name) => Should.Throw<ArgumentException>(() =>
        Sample.ByAnna with { Headers = EventHeaders.None.Add(name, "boris") });

    [Fact]
    public async Task What_does_not_exist_is_empty()
    {
        await using var log = database.Open();

        (await log.ReadStreamAsync(Sample.Stream())).ShouldBeEmpty();
        (await log.FindStreamAsync(Sample.Stream())).ShouldBeNull();
    }

    private static Task<CommitResult> AppendAtAsync(EventLog log, StreamId stream, Instant at) => log.CommitAsync(
        Sample.Commit(Sample.Append(stream, ExpectedVersion.Any) with { Metadata = new EventMetadata(at) }));

    private static Task<CommitResult> CommitAsync(EventLog log, StreamId stream, string type) => log.CommitAsync(
        Sample.Commit(new StreamAppend(stream, "note", ExpectedVersion.Any, [Sample.Event(type)], Sample.ByAnna)));

    private static async Task<List<(StreamId Stream, string Type)>> ReadAsync(EventLog log, LogRange range)
    {
        var events = new List<(StreamId, string)>();
        await foreach (var happened in log.ReadAllAsync(range))
        {
            events.Add((happened.Stream, happened.Type));
        }

        return events;
    }
}
