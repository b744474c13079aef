using Attribution.EventStore;
using Attribution.EventStore.Bulk;
using NodaTime;

namespace Attribution.Benchmarks.EventStore;

/// <summary>New streams of ten events each; every sample has streams of its own.</summary>
internal sealed class BulkSample
{
    internal const int EventsPerStream = 10;

    internal static readonly DateTime At = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private static readonly EventMetadata Metadata =
        new(Instant.FromDateTimeUtc(At), "anna", "import", "correlation-1", "message-7");

    internal BulkSample(Payloads payloads, Random random, int streams) => Streams =
    [
        .. Enumerable.Range(0, streams).Select(_ => (
            Guid.NewGuid(),
            Enumerable.Range(0, EventsPerStream).Select(_ => (Guid.NewGuid(), payloads.AnyEvent(random))).ToArray())),
    ];

    internal (Guid Id, (Guid Id, byte[] Json)[] Events)[] Streams { get; }

    internal long Events => (long)Streams.Length * EventsPerStream;

    internal IAsyncEnumerable<NewStream> AsNewStreams() => Streams
        .Select(stream => new NewStream(
            new StreamId(CampaignTable.Tenant, stream.Id),
            "campaign",
            [.. stream.Events.Select(data => NewEvent(data.Id, data.Json))]))
        .ToAsyncEnumerable();

    /// <summary>Streams with one event and a document each, for the jobs that append.</summary>
    internal static IAsyncEnumerable<NewStream> OfOneEvent(
        IEnumerable<Guid> ids, Payloads payloads, Random random) => ids
        .Select(id => new StreamId(CampaignTable.Tenant, id))
        .Select(stream => new NewStream(
            stream,
            "campaign",
            [NewEvent(Guid.NewGuid(), payloads.AnyEvent(random))],
            CampaignTable.Upsert(stream, payloads.AnyDocument(random), 1, Metadata.RecordedAt)))
        .ToAsyncEnumerable();

    private static NewEvent NewEvent(Guid id, byte[] json) =>
        new(new EventData(id, "evidence_added", json, "EvidenceAdded"), Metadata);
}
