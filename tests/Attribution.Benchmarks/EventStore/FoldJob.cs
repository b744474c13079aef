using Attribution.EventStore;
using NodaTime;

namespace Attribution.Benchmarks.EventStore;

/// <summary>Reads one long stream and folds it, as a command does that finds nothing in the cache.</summary>
internal sealed class FoldJob
{
    internal const int EventCount = 1000;

    private static readonly StreamType<Tally, EvidenceAdded> Campaign = new(
        "campaign",
        Evidence.Types,
        new Tally(0, 0),
        (tally, happened, _) => new Tally(tally.Items + 1, tally.Weight + happened.Weight));

    private readonly EventLog _log;
    private readonly StreamId _stream;

    private FoldJob(EventLog log, StreamId stream) => (_log, _stream) = (log, stream);

    internal static async Task<FoldJob> PrepareAsync(StoreBench bench)
    {
        var random = new Random(EventCount);
        var stream = new StreamId(CampaignTable.Tenant, Guid.NewGuid());
        var data = Enumerable.Range(0, EventCount).Select(_ =>
            new EventData(Guid.NewGuid(), "evidence_added", bench.Payloads.AnyEvent(random)));
        var metadata = new EventMetadata(SystemClock.Instance.GetCurrentInstant(), "anna", "triage");
        await bench.Log.CommitAsync(new Commit(
            Guid.NewGuid(), [new StreamAppend(stream, "campaign", ExpectedVersion.NoStream, [.. data], metadata)]));
        return new FoldJob(bench.Log, stream);
    }

    internal async Task RunAsync()
    {
        var folded = await _log.FetchAsOfAsync(Campaign, _stream, StreamRange.Whole);
        if (folded.State.Items != EventCount)
        {
            throw new InvalidOperationException($"{folded.State.Items} events were folded instead of {EventCount}.");
        }
    }

    private sealed record Tally(int Items, long Weight);
}
