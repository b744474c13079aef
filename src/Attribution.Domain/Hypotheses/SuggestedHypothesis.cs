using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// What follows from a promotion: the actor a cluster hints at becomes a hypothesis, never the attribution.
/// </summary>
public static class SuggestedHypothesis
{
    private static readonly Guid Space = new("3f0e1c52-8d6b-5c1e-b1a4-90d6a1f4c9e7");

    /// <summary>The hypothesis to propose; null when the cluster hinted at nobody. The id follows from campaign and
    /// actor, so that a redelivered promotion proposes the same one again, which changes nothing.</summary>
    public static ProposeHypothesis? From(CampaignEvent.Promoted promoted) =>
        promoted.SuggestedActor is { } suggested ? Propose(promoted, suggested) : null;

    private static ProposeHypothesis Propose(CampaignEvent.Promoted promoted, SuggestedActor suggested) => new(
        NameBasedId.Create(Space, $"{promoted.Id:D}\n{suggested.ActorId}"),
        promoted.Tenant,
        promoted.Id,
        CampaignStatus.Suspected,
        suggested.ActorId,
        suggested.Label,
        promoted.Profile.Description,
        Declared: null,
        Author.ClusterDetector,
        promoted.At);
}
