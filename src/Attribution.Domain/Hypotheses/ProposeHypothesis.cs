using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Hypotheses;

/// <summary>Says that an actor may be behind a campaign. Many such claims stand side by side.</summary>
/// <param name="Campaign">The campaign, which the caller found and may see.</param>
/// <param name="CampaignStatus">Where it stands; null when there is none the caller may see.</param>
/// <param name="Actor">STIX id of the actor.</param>
/// <param name="Declared">The source a record from elsewhere names; it may lower the trust the author's own
/// gives.</param>
public sealed record ProposeHypothesis(
    Guid Id,
    TenantId Tenant,
    Guid Campaign,
    CampaignStatus? CampaignStatus,
    string Actor,
    string ActorName,
    string? Rationale,
    Source? Declared,
    Author By,
    Instant At) : ICommand<Hypothesis, HypothesisEvent>
{
    public Decision<HypothesisEvent> Decide(Hypothesis state) => state switch
    {
        Hypothesis.Unproposed => Propose(),
        Hypothesis.Open open when IsWhatHappened(open.Proposal) => Decision.Unchanged,
        Hypothesis.Resolved resolved when IsWhatHappened(resolved.Last.Proposal) => Decision.Unchanged,
        _ => HypothesisRejection.AlreadyExists,
    };

    private Decision<HypothesisEvent> Propose()
    {
        var problem = OpeningProblem()
            ?? Check.Name(ActorName, "actorName")
            ?? Check.Text(Rationale, "rationale");
        return problem is not null
            ? problem
            : new HypothesisEvent.Proposed(
                Id,
                Tenant,
                Campaign,
                ActorIds.Normalise(Actor)!,
                ActorName.Trim(),
                By.Source.LoweredTo(Declared),
                Rationale,
                By,
                At);
    }

    private Rejection? OpeningProblem() =>
        Id == Guid.Empty ? HypothesisRejection.InvalidId
        : string.IsNullOrWhiteSpace(Tenant.Value) ? HypothesisRejection.TenantRequired
        : CampaignStatus is null ? HypothesisRejection.CampaignNotFound
        : CampaignStatus is Campaigns.CampaignStatus.Concluded ? HypothesisRejection.CampaignConcluded
        : ActorIds.Normalise(Actor) is null ? HypothesisRejection.InvalidActor
        : null;

    private bool IsWhatHappened(HypothesisEvent.Proposed proposal) =>
        proposal.Id == Id && proposal.Campaign == Campaign && proposal.Actor == ActorIds.Normalise(Actor);
}
