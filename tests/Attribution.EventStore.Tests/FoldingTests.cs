using System.Text;
using System.Text.Json.Serialization;
using NodaTime;

namespace Attribution.EventStore.Tests;

public sealed partial class FoldingTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    private static readonly EventTypes<Counted> Types = new EventTypes<Counted>()
        .Add("counted", CountedJson.Default.Counted)
        .Upcast("counted_in_words", old => new Counted(old.GetProperty("word").GetString()!.Length));

    private static readonly StreamType<Total, Counted> Totals = new(
        "total", Types, new Total(0), (total, happened, _) => new Total(total.Sum + happened.By));

    [Fact]
    public async Task A_stream_is_folded_and_appended_to_at_the_version_it_had()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        var (first, _) = Totals.Append(Totals.Unstarted(stream), [Count(1), Count(2)], Sample.ByAnna);
        await log.CommitAsync(Sample.Commit(first));

        var fetched = await log.FetchForWritingAsync(Totals, stream);
        var (second, after) = Totals.Append(fetched, [Count(4)], Sample.ByAnna);

        (fetched.Version, fetched.State.Sum).ShouldBe((2, 3));
        (after.Version, after.State.Sum).ShouldBe((3, 7));
        second.Expected.ShouldBe(ExpectedVersion.Exactly(2));
        (await log.CommitAsync(Sample.Commit(second))).ShouldBeOfType<CommitResult.Stored>();
        (await log.FetchForWritingAsync(Totals, stream)).State.Sum.ShouldBe(7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_fetch_sees_what_others_have_stored_whatever_is_in_the_cache(int cachedStreams)
    {
        await using var log = database.Open(new EventLogOptions { CachedStreamsMax = cachedStreams });
        await using var other = database.Open();
        var streams = new[] { Sample.Stream(), Sample.Stream() };
        foreach (var round in Enumerable.Range(1, 3))
        {
            foreach (var stream in streams)
            {
                await StoreAsync(other, stream, Count(1));
                var fetched = await log.FetchForWritingAsync(Totals, stream);
                (fetched.Version, fetched.State.Sum).ShouldBe((round, round));
            }
        }
    }

    [Fact]
    public async Task What_a_commit_made_of_a_stream_is_not_folded_again_and_what_others_add_is()
    {
        await using var log = database.Open();
        await using var other = database.Open();
        var (append, after) = Totals.Append(Totals.Unstarted(Sample.Stream()), [Count(1), Count(2)], Sample.ByAnna);
        await log.CommitAsync(Sample.Commit(append));

        log.Remember(Totals, after);

        (await log.FetchForWritingAsync(Totals, after.Id)).State.ShouldBeSameAs(after.State);
        await StoreAsync(other, after.Id, Count(4));
        (await log.FetchForWritingAsync(Totals, after.Id)).State.Sum.ShouldBe(7);
    }

    [Fact]
    public async Task What_is_recalled_of_a_stream_is_what_was_last_known_of_it_here()
    {
        await using var log = database.Open();
        await using var other = database.Open();
        var stream = Sample.Stream();
        await StoreAsync(other, stream, Count(1));

        log.Recall(Totals, stream).ShouldBeNull();
        var fetched = await log.FetchForWritingAsync(Totals, stream);
        await StoreAsync(other, stream, Count(4));

        log.Recall(Totals, stream).ShouldBeSameAs(fetched);
    }

    [Fact]
    public async Task A_fold_that_was_declared_not_to_look_at_headers_may_not()
    {
        await using var log = database.Open();
        var (append, _) = Totals.Append(Totals.Unstarted(Sample.Stream()), [Count(1)], Sample.ByAnna);
        await log.CommitAsync(Sample.Commit(append));
        var (stream, looking, declared) = (
            append.Stream, Looking(readsMetadata: true), Looking(readsMetadata: false));

        (await log.FetchForWritingAsync(looking, stream)).State.ShouldBe(Sample.ByAnna.UserId);
        await Should.ThrowAsync<InvalidOperationException>(log.FetchForWritingAsync(declared, stream));
        await Should.ThrowAsync<InvalidOperationException>(log.FetchAsOfAsync(declared, stream, StreamRange.Whole));
        Should.Throw<InvalidOperationException>(() => declared.Append(
            declared.Unstarted(stream), [Count(1)], Sample.ByAnna));
    }

    [Fact]
    public async Task A_stream_can_be_folded_as_it_was()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await StoreAsync(log, stream, Count(1));
        await StoreAsync(log, stream, Count(10), Sample.Noon + Duration.FromDays(1));

        (await log.FetchAsOfAsync(Totals, stream, new StreamRange(ToVersion: 1))).State.Sum.ShouldBe(1);
        (await log.FetchAsOfAsync(Totals, stream, new StreamRange(UpTo: Sample.Noon))).State.Sum.ShouldBe(1);
        (await log.FetchAsOfAsync(Totals, stream, StreamRange.Whole)).State.Sum.ShouldBe(11);
    }

    [Fact]
    public async Task An_event_of_an_older_shape_is_read_through_its_upcaster()
    {
        await using var log = database.Open();
        var stream = await StoreRawAsync(log, "counted_in_words", """{"word":"three"}""");

        (await log.FetchForWritingAsync(Totals, stream)).State.Sum.ShouldBe(5);
    }

    [Fact]
    public async Task An_event_of_an_unknown_type_stops_the_reader_and_says_where_and_what_to_do()
    {
        await using var log = database.Open();
        var stream = await StoreRawAsync(log, "discounted", "{}");

        var unreadable = await Should.ThrowAsync<UnreadableEvent>(log.FetchForWritingAsync(Totals, stream));

        (unreadable.Stream, unreadable.Version, unreadable.EventType).ShouldBe((stream, 1, "discounted"));
        unreadable.Position.ShouldBeGreaterThan(0);
        unreadable.Message.ShouldContain($"Stream {stream}, version 1 (position {unreadable.Position})");
        unreadable.Message.ShouldContain("Run the version that wrote it, or register an upcaster");
    }

    [Theory]
    [InlineData("""{"by":"many"}""")]
    [InlineData("""[1]""")]
    [InlineData("null")]
    public async Task Content_that_does_not_fit_its_type_stops_the_reader_and_says_where(string json)
    {
        await using var log = database.Open();
        var stream = await StoreRawAsync(log, "counted", json);

        var unreadable = await Should.ThrowAsync<UnreadableEvent>(
            log.FetchAsOfAsync(Totals, stream, StreamRange.Whole));

        (unreadable.Stream, unreadable.Version, unreadable.EventType).ShouldBe((stream, 1, "counted"));
        unreadable.Message.ShouldContain("does not fit its type");
    }

    [Fact]
    public void A_type_and_a_name_are_registered_once()
    {
        Should.Throw<ArgumentException>(() => new EventTypes<Counted>()
            .Add("counted", CountedJson.Default.Counted).Add("recounted", CountedJson.Default.Counted));
        Should.Throw<ArgumentException>(() => new EventTypes<Counted>()
            .Add("counted", CountedJson.Default.Counted).Upcast("counted", _ => new Counted(1)));
    }

    [Fact]
    public void Time_never_runs_backwards_within_a_stream()
    {
        var yesterday = new EventMetadata(Sample.Noon - Duration.FromDays(1));
        var (_, noon) = Totals.Append(Totals.Unstarted(Sample.Stream()), [Count(1)], Sample.ByAnna);

        var (append, _) = Totals.Append(noon, [Count(1)], yesterday);

        append.Metadata.RecordedAt.ShouldBe(Sample.Noon);
    }

    private static StreamType<string, Counted> Looking(bool readsMetadata) =>
        new("total", Types, "nobody", (_, _, stored) => stored.UserId ?? "nobody", readsMetadata);

    private static (Guid Id, Counted Event) Count(int by) => (Guid.NewGuid(), new Counted(by));

    private static async Task StoreAsync(EventLog log, StreamId stream, (Guid, Counted) happened, Instant? at = null)
    {
        var fetched = await log.FetchAsOfAsync(Totals, stream, StreamRange.Whole);
        var (append, _) = Totals.Append(fetched, [happened], new EventMetadata(at ?? Sample.Noon));
        (await log.CommitAsync(Sample.Commit(append))).ShouldBeOfType<CommitResult.Stored>();
    }

    private static async Task<StreamId> StoreRawAsync(EventLog log, string type, string json)
    {
        var stream = Sample.Stream();
        var data = new EventData(Guid.NewGuid(), type, Encoding.UTF8.GetBytes(json));
        await log.CommitAsync(Sample.Commit(
            new StreamAppend(stream, "total", ExpectedVersion.NoStream, [data], Sample.ByAnna)));
        return stream;
    }

    internal sealed record Counted(int By);

    private sealed record Total(int Sum);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Counted))]
    private sealed partial class CountedJson : JsonSerializerContext;
}
