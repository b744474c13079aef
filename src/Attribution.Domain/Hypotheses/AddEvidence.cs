using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Hypotheses;

/// <summary>Puts an item of evidence for or against a hypothesis on the record, and scores it anew.</summary>
/// <param name="Evidence">Its source may lower the trust the author's own gives (an imported record of a machine),
/// never raise it.</param>
/// <param name="CampaignStatus">Where the campaign stands: a concluded one takes no new evidence.</param>
public sealed record AddEvidence(EvidenceItem Evidence, CampaignStatus CampaignStatus, Author By, Instant At)
    : ICommand<Hypothesis, HypothesisEvent>
{
    public Decision<HypothesisEvent> Decide(Hypothesis state) => state.IfOpen(open =>
    {
        var item = Evidence.Normalised() with { Source = By.Source.LoweredTo(Evidence.Source) };
        return item.Problem(At) is { } problem ? problem
            : open.Standing.Evidence.TryGetValue(item.Id, out var known) ? Again(item, known)
            : open.Standing.Repeats(item) ? Decision.Unchanged
            : CampaignStatus is CampaignStatus.Concluded ? HypothesisRejection.CampaignConcluded
            : Added(open, item);
    });

    private static Decision<HypothesisEvent> Again(EvidenceItem item, WeighedEvidence known) =>
        item.IsSameAs(known.Item) ? Decision.Unchanged : HypothesisRejection.EvidenceIdTaken;

    private Decision<HypothesisEvent> Added(Hypothesis.Open open, EvidenceItem item) => Rescoring.After(
        open,
        new HypothesisEvent.EvidenceAdded(item, By, At),
        new RevisionCause(CauseKind.EvidenceAdded, item.Id),
        reason: null);
}
