using Attribution.App.Storage;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;

namespace Attribution.App.Campaigns;

/// <summary>The names of campaign events in storage. They are for ever: a class may be renamed, a name may
/// not.</summary>
internal static class CampaignEventNames
{
    internal static EventTypes<CampaignEvent> Registry { get; } = Register(StoredJson.Contract);

    private static EventTypes<CampaignEvent> Register(StoredJson json) => new EventTypes<CampaignEvent>()
        .Add("created", json.Created)
        .Add("promoted", json.Promoted)
        .Add("activated", json.Activated)
        .Add("went_dormant", json.WentDormant)
        .Add("reactivated", json.Reactivated)
        .Add("concluded", json.Concluded)
        .Add("profile_revised", json.ProfileRevised)
        .Add("parent_assigned", json.ParentAssigned)
        .Add("parent_removed", json.ParentRemoved)
        .Add("cluster_merged", json.ClusterMerged)
        .Add("cluster_linked", json.ClusterLinked)
        .Add("cluster_unlinked", json.ClusterUnlinked)
        .Add("indicators_linked", json.IndicatorsLinked)
        .Add("indicators_unlinked", json.IndicatorsUnlinked)
        .Add("techniques_observed", json.TechniquesObserved)
        .Add("techniques_discarded", json.TechniquesDiscarded)
        .Add("investigation_linked", json.InvestigationLinked)
        .Add("investigation_unlinked", json.InvestigationUnlinked)
        .Add("actor_associated", json.ActorAssociated)
        .Add("actor_dissociated", json.ActorDissociated)
        .Add("targets_identified", json.TargetsIdentified)
        .Add("targets_discarded", json.TargetsDiscarded)
        .Add("reference_cited", json.ReferenceCited)
        .Add("reference_withdrawn", json.ReferenceWithdrawn)
        .Add("tagged", json.Tagged)
        .Add("untagged", json.Untagged)
        .Add("reclassified", json.Reclassified)
        .Add("redacted", json.Redacted);
}
