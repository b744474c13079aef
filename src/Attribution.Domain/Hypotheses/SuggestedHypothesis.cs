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

    /// <summary>The id of the hypothesis that a machine's or a peer's statement opens: the same campaign and actor, the
    /// same hypothesis.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="actor">STIX id of the actor.</param>
    public static Guid IdOf(Guid campaign, string actor) => NameBasedId.Create(Space, $"{campaign:D}\n{actor}");

    private static ProposeHypothesis Propose(CampaignEvent.Promoted promoted, SuggestedActor suggested) => new(
        IdOf(promoted.Id, suggested.ActorId),
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
