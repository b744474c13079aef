using System.Diagnostics;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.App.Campaigns.CampaignHistory;

/// <summary>An event as people read it: one sentence. It names facts, never the texts of a profile, so that a
/// redacted text does not come back through the history, and no other campaign or investigation, which the reader may
/// not be allowed to see.</summary>
internal static class CampaignStory
{
    internal static string Tell(CampaignEvent happened) => happened switch
    {
        CampaignEvent.Created => "Created by hand.",
        CampaignEvent.Promoted e =>
            $"Promoted from {Cluster(e.ClusterId)} with {Count(e.Indicators.Length, "indicator")}.",
        CampaignEvent.Activated => "Activated.",
        CampaignEvent.WentDormant => "Went dormant.",
        CampaignEvent.Reactivated => "Reactivated.",
        CampaignEvent.Concluded => "Concluded.",
        CampaignEvent.ProfileRevised e => $"Profile revised: {string.Join(", ", Fields(e.Changes))}.",
        CampaignEvent.ParentAssigned => "Placed below another campaign.",
        CampaignEvent.ParentRemoved => "Taken out from below its parent.",
        CampaignEvent.ClusterMerged e =>
            $"Merged {Cluster(e.ClusterId)}: {Count(e.Indicators.Length, "new indicator")}.",
        CampaignEvent.ClusterLinked e => $"Linked {Cluster(e.ClusterId)}.",
        CampaignEvent.ClusterUnlinked e => $"Unlinked {Cluster(e.ClusterId)}.",
        CampaignEvent.IndicatorsLinked e => $"Linked {Count(e.Indicators.Length, "indicator")}.",
        CampaignEvent.IndicatorsUnlinked e => $"Unlinked {Count(e.Indicators.Length, "indicator")}.",
        CampaignEvent.TechniquesObserved e => $"Observed {string.Join(", ", e.Techniques)}.",
        CampaignEvent.TechniquesDiscarded e => $"Discarded {string.Join(", ", e.Techniques)}.",
        CampaignEvent.InvestigationLinked => "Linked an investigation.",
        CampaignEvent.InvestigationUnlinked => "Unlinked an investigation.",
        CampaignEvent.ActorAssociated e => $"Associated {e.Actor}.",
        CampaignEvent.ActorDissociated e => $"Dissociated {e.Actor}.",
        CampaignEvent.TargetsIdentified e => $"Identified {Count(e.Targets.Length, "target")}.",
        CampaignEvent.TargetsDiscarded e => $"Discarded {Count(e.Targets.Length, "target")}.",
        CampaignEvent.ReferenceCited e => $"Cited {e.Reference.Url}.",
        CampaignEvent.ReferenceWithdrawn e => $"Withdrew {e.Url}.",
        CampaignEvent.Tagged e => $"Tagged {string.Join(", ", e.Tags)}.",
        CampaignEvent.Untagged e => $"Untagged {string.Join(", ", e.Tags)}.",
        CampaignEvent.Reclassified e => $"Reclassified as {e.Handling.Tlp.Print()}.",
        CampaignEvent.Redacted e => $"Redacted: {Storage.Spelling.Of(e.Field)}.",
        _ => throw new UnreachableException($"No history tells what {happened.GetType().Name} does."),
    };

    private static string Cluster(string? id) => id is null ? "a cluster without an id" : $"cluster {id}";

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    private static IEnumerable<string> Fields(ProfileChanges changes) =>
        new (string Name, object? Change)[]
        {
            ("name", changes.Name),
            ("aliases", changes.Aliases),
            ("description", changes.Description),
            ("objectives", changes.Objectives),
            ("threat level", changes.ThreatLevel),
            ("first seen", changes.FirstSeen),
            ("last seen", changes.LastSeen),
            ("start date", changes.StartDate),
            ("end date", changes.EndDate),
        }.Where(field => field.Change is not null).Select(field => field.Name);
}
