using Attribution.App.Access;
using Attribution.App.History;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Hypotheses.HypothesisHistory;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.Benchmarks.Tracking;

/// <summary>A hypothesis of a thousand events as of an instant, which is how one reads what was believed on a day: as
/// an export does, which has asked for the campaign already, and as <c>hypothesis(id, asOf:)</c> does.</summary>
internal sealed class HypothesisFoldJob
{
    internal const int EventCount = 1_000;

    private static readonly Instant Proposed = Instant.FromUtc(2026, 1, 1, 0, 0);

    private readonly EventLog _log;
    private readonly StreamId _stream;
    private readonly PastPages<HypothesisView> _pages;

    private HypothesisFoldJob(EventLog log, StreamId stream, CallerReads reads) =>
        (_log, _stream, _pages) = (log, stream, HypothesisPast.Pages(new PastEvents(reads)));

    internal static async Task<HypothesisFoldJob> PrepareAsync(EventLog log, CallerReads reads, Guid campaign)
    {
        var by = CampaignLoad.Caller.AsAuthor();
        var stream = new StreamId(CampaignLoad.Caller.Tenant.Value, Guid.NewGuid());
        var proposed = new HypothesisEvent.Proposed(
            stream.Value, CampaignLoad.Caller.Tenant, campaign, $"threat-actor--{Guid.NewGuid()}", "Harbour",
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
        var (append, after) = streams.Append(streams.Unstarted(stream), numbered, new EventMetadata(Proposed, by.Id));
        await log.CommitAsync(new Commit(Guid.NewGuid(), [append], HypothesisAggregate.Pages.Rows(after)));
        return new HypothesisFoldJob(log, stream, reads);
    }

    internal async Task FoldAsync() => Check(await _log.FetchPastAsync(
        HypothesisAggregate.Definition, _stream, new StreamRange(UpTo: Proposed), default));

    internal async Task ReadAsync() => Check(
        await _pages.FindAsync(CampaignLoad.Caller, _stream.Value, Moment.AsOf(Proposed), default));

    private static void Check(HypothesisView? folded)
    {
        if (folded?.Evidence.Length != EventCount - 1)
        {
            throw new InvalidOperationException($"{folded?.Evidence.Length} items were folded.");
        }
    }
}
