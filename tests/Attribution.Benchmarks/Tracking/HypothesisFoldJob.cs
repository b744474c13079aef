using Attribution.App.Hypotheses;
using Attribution.Domain.Access;
using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.Benchmarks.Tracking;

/// <summary>Folds a hypothesis of a thousand events as of an instant, as one reads what was believed on a
/// day.</summary>
internal sealed class HypothesisFoldJob
{
    internal const int EventCount = 1_000;

    private static readonly Instant Proposed = Instant.FromUtc(2026, 1, 1, 0, 0);

    private readonly EventLog _log;
    private readonly StreamId _stream;

    private HypothesisFoldJob(EventLog log, StreamId stream) => (_log, _stream) = (log, stream);

    internal static async Task<HypothesisFoldJob> PrepareAsync(EventLog log)
    {
        var by = CampaignLoad.Caller.AsAuthor();
        var stream = new StreamId(CampaignLoad.Caller.Tenant.Value, Guid.NewGuid());
        var proposed = new HypothesisEvent.Proposed(
            stream.Value, CampaignLoad.Caller.Tenant, Guid.NewGuid(), $"threat-actor--{Guid.NewGuid()}", "Harbour",
            Source.Analyst, "overlap", by, Proposed);
        var evidence = Enumerable.Range(1, EventCount - 1).Select(number => new HypothesisEvent.EvidenceAdded(
            new EvidenceItem(
                Guid.NewGuid(), Stance.Supports, "infrastructure_overlap", $"item {number}", [$"artifact-{number}"],
                1, Reliability.B, 2, Source.Analyst),
            by,
            Proposed));
        var numbered = evidence.Prepend<HypothesisEvent>(proposed)
            .Select(happened => (Guid.CreateVersion7(), happened)).ToArray();
        var streams = HypothesisAggregate.Definition.Streams;
        var (append, _) = streams.Append(streams.Unstarted(stream), numbered, new EventMetadata(Proposed, by.Id));
        await log.CommitAsync(new Commit(Guid.NewGuid(), [append]));
        return new HypothesisFoldJob(log, stream);
    }

    internal async Task RunAsync()
    {
        var folded = await _log.FetchAsOfAsync(HypothesisAggregate.Definition.Streams, _stream, StreamRange.Whole);
        if (folded.State.View!.Evidence.Length != EventCount - 1)
        {
            throw new InvalidOperationException($"{folded.State.View.Evidence.Length} items were folded.");
        }
    }
}
