using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// Opens a suspected campaign from a cluster. Sent to the campaign that already holds the cluster, it merges what is
/// new and otherwise changes nothing; the caller finds that campaign by tenant and cluster id, which are unique in
/// the store.
/// </summary>
/// <param name="Classification">The caller's label. Beside a label in the message the narrower of the two
/// holds.</param>
/// <param name="Unrecognised">Those of the cluster's techniques that no loaded ATT&amp;CK release knows.</param>
public sealed record PromoteCluster(
    Guid Id,
    TenantId Tenant,
    OrganisationId Organisation,
    Cluster Cluster,
    Tlp? Classification,
    ImmutableHashSet<string> Unrecognised,
    Author By,
    Instant At) : ICommand<Campaign, CampaignEvent>
{
    private static readonly ImmutableArray<string> MarkerTags = ["auto-promoted", "from-cluster"];

    public Decision<CampaignEvent> Decide(Campaign state) => state switch
    {
        Campaign.Unopened => Promote(),
        Campaign.Open open when Holds(open) => Merge(state),
        Campaign.Concluded concluded when Holds(concluded.Last) => Merge(state),
        _ => CampaignRejection.AlreadyExists,
    };

    /// <summary>The label a campaign promoted from the cluster will carry, AMBER when nobody names one.</summary>
    public static Tlp LabelFor(Cluster cluster, Tlp? classification) => Stated(cluster, classification) ?? Tlp.Amber;

    private Decision<CampaignEvent> Promote()
    {
        var handling = Handling.OwnedBy(Organisation, LabelFor(Cluster, Classification)).Normalised(By);
        return (CampaignOpening.Problem(Id, Tenant, handling) ?? Cluster.Problem(At)) is { } problem
            ? problem
            : Promoted(handling);
    }

    private CampaignEvent.Promoted Promoted(Handling handling)
    {
        var techniques = Cluster.ObservedTechniques;
        return new CampaignEvent.Promoted(
            Id,
            Tenant,
            Profile(),
            Cluster.IdOrNull,
            Cluster.Label,
            Cluster.Indicators,
            Cluster.Signals.OrEmpty(),
            techniques,
            [.. techniques.Where(Unrecognised.Contains)],
            TagNames.Normalise([.. MarkerTags, .. Cluster.Tags.OrEmpty()]).NewTo(CampaignLinks.None.Tags),
            Cluster.Confidence,
            SuggestedActor.From(Tenant, Cluster.SuggestedActor),
            handling,
            Cluster.UnknownKeys,
            By,
            At);
    }

    private CampaignProfile Profile() =>
        new CampaignProfile(Cluster.Name, [], Cluster.Description)
            .Seen(Cluster.FirstSeen, Cluster.LastSeen)
            .Normalised();

    private bool Holds(Campaign.Open campaign) =>
        Cluster.IdOrNull is { } id && campaign.Links.Clusters.Contains(id);

    private Decision<CampaignEvent> Merge(Campaign state) =>
        new MergeCluster(Cluster with { Classification = Stated(Cluster, Classification) }, Unrecognised, By, At)
            .Decide(state);

    private static Tlp? Stated(Cluster cluster, Tlp? classification) => (classification, cluster.Classification) switch
    {
        ({ } asked, { } told) => asked > told ? asked : told,
        var (asked, told) => asked ?? told,
    };
}
