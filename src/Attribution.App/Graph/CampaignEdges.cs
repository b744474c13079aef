using System.Collections.Immutable;
using System.Diagnostics;
using Attribution.App.Campaigns;
using Attribution.Domain;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.App.Graph;

/// <summary>
/// What the events of a campaign state of the graph: rows stored by the commit that stores the events, and made of the
/// events alone, so that a rebuild makes the same ones. What a cluster brought has the cluster's confidence; what
/// people link is graded by nobody. Which indicators indicate it, <see cref="CampaignIndicators"/> says.
/// </summary>
internal static class CampaignEdges
{
    /// <summary>What an event of a campaign adds and takes away.</summary>
    /// <param name="campaign">The campaign's stream.</param>
    /// <param name="parent">Its parent before the event.</param>
    /// <param name="happened">The event.</param>
    /// <param name="version">Its version.</param>
    /// <param name="at">When it is recorded.</param>
    internal static IEnumerable<RowSet> Rows(
        StreamId campaign, Guid? parent, CampaignEvent happened, long version, Instant at)
    {
        var node = StixId.For("campaign", campaign.Value);
        var (stated, takenBack) = Changes(node, parent, happened);
        return EdgeRows.Of(campaign, stated, takenBack, version, at);
    }

    private static (ImmutableArray<StatedEdge> Stated, ImmutableArray<StatedEdge> TakenBack) Changes(
        string node, Guid? parent, CampaignEvent happened) => happened switch
        {
            CampaignEvent.Created created => ([.. PartOf(node, created.ParentCampaign)], []),
            CampaignEvent.Promoted promoted =>
                ([.. Techniques(node, promoted.Techniques, promoted.InitialConfidence?.Value)], []),
            CampaignEvent.ClusterMerged merged => ([.. Techniques(node, merged.Techniques)], []),
            CampaignEvent.TechniquesObserved observed => ([.. Techniques(node, observed.Techniques)], []),
            CampaignEvent.TechniquesDiscarded discarded => ([], [.. Techniques(node, discarded.Techniques)]),
            CampaignEvent.InvestigationLinked linked => ([Investigation(node, linked.Investigation)], []),
            CampaignEvent.InvestigationUnlinked unlinked => ([], [Investigation(node, unlinked.Investigation)]),
            CampaignEvent.ActorAssociated associated => ([Actor(node, associated.Actor)], []),
            CampaignEvent.ActorDissociated dissociated => ([], [Actor(node, dissociated.Actor)]),
            CampaignEvent.TargetsIdentified identified => ([.. Targets(node, identified.Targets)], []),
            CampaignEvent.TargetsDiscarded discarded => ([], [.. Targets(node, discarded.Targets)]),
            CampaignEvent.ParentAssigned assigned =>
                ([.. PartOf(node, assigned.ParentCampaign)], [.. PartOf(node, parent)]),
            CampaignEvent.ParentRemoved removed => ([], [.. PartOf(node, removed.ParentCampaign)]),
            CampaignEvent.IndicatorsLinked or CampaignEvent.IndicatorsUnlinked
                or CampaignEvent.Activated or CampaignEvent.WentDormant or CampaignEvent.Reactivated
                or CampaignEvent.Concluded or CampaignEvent.ProfileRevised or CampaignEvent.ClusterLinked
                or CampaignEvent.ClusterUnlinked or CampaignEvent.ReferenceCited or CampaignEvent.ReferenceWithdrawn
                or CampaignEvent.Tagged or CampaignEvent.Untagged or CampaignEvent.Reclassified
                or CampaignEvent.Redacted => ([], []),
            _ => throw new UnreachableException($"No relationship says what {happened.GetType().Name} does."),
        };

    private static IEnumerable<StatedEdge> Techniques(
        string node, ImmutableArray<string> techniques, int? confidence = null) => techniques.Select(technique =>
            new StatedEdge(node, RelationshipType.Uses, new GraphNode(technique), null, confidence));

    private static IEnumerable<StatedEdge> Targets(string node, ImmutableArray<Target> targets) =>
        targets.Select(target => new StatedEdge(node, RelationshipType.Targets, GraphNode.Of(target)));

    private static StatedEdge Investigation(string node, Guid investigation) => new(
        node, RelationshipType.RelatedTo, new GraphNode(StixId.For("investigation", investigation)), investigation);

    private static StatedEdge Actor(string node, string actor) =>
        new(node, RelationshipType.RelatedTo, new GraphNode(actor));

    private static IEnumerable<StatedEdge> PartOf(string node, Guid? parent) => parent is { } id
        ? [new StatedEdge(node, RelationshipType.PartOf, new GraphNode(StixId.For("campaign", id)), id)]
        : [];
}
