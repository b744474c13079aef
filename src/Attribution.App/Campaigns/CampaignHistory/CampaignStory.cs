using System.Diagnostics;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.App.Campaigns.CampaignHistory;

/// <summary>An event as people read it: one sentence. It names facts, never the texts of a profile, so that a
/// redacted text does not come back through the history, and no other campaign or investigation, which the reader may
/// not be allowed to see.</summary>
internal static class CampaignStory
{
    // The first ones tell which they were; the campaign as of the version has all.
    private const int ListedMax = 20;

    internal static string Tell(CampaignEvent happened) => happened switch
    {
        CampaignEvent.Created { ParentCampaign: not null } => "Created by hand, below another campaign.",
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
        CampaignEvent.IndicatorsLinked e => $"Linked {Named(e.Indicators, "indicator")}.",
        CampaignEvent.IndicatorsUnlinked e => $"Unlinked {Named(e.Indicators, "indicator")}.",
        CampaignEvent.TechniquesObserved e => $"Observed {Listed(e.Techniques)}.",
        CampaignEvent.TechniquesDiscarded e => $"Discarded {Listed(e.Techniques)}.",
        CampaignEvent.InvestigationLinked => "Linked an investigation.",
        CampaignEvent.InvestigationUnlinked => "Unlinked an investigation.",
        CampaignEvent.ActorAssociated e => $"Associated {e.Actor}.",
        CampaignEvent.ActorDissociated e => $"Dissociated {e.Actor}.",
        CampaignEvent.TargetsIdentified e => $"Identified {Named(e.Targets.Select(Target), "target")}.",
        CampaignEvent.TargetsDiscarded e => $"Discarded {Named(e.Targets.Select(Target), "target")}.",
        CampaignEvent.ReferenceCited e => $"Cited {e.Reference.Url}.",
        CampaignEvent.ReferenceWithdrawn e => $"Withdrew {e.Url}.",
        CampaignEvent.Tagged e => $"Tagged {Listed(e.Tags)}.",
        CampaignEvent.Untagged e => $"Untagged {Listed(e.Tags)}.",
        CampaignEvent.Reclassified e => $"Reclassified as {e.Handling.Tlp.Print()}.",
        CampaignEvent.Redacted e => $"Redacted: {Storage.Spelling.Of(e.Field)}.",
        _ => throw new UnreachableException($"No history tells what {happened.GetType().Name} does."),
    };

    private static string Cluster(string? id) => id is null ? "a cluster without an id" : $"cluster {id}";

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    private static string Named(IEnumerable<string> items, string thing) =>
        $"{Count(items.Count(), thing)}: {Listed(items)}";

    private static string Listed(IEnumerable<string> items)
    {
        var more = items.Count() - ListedMax;
        return string.Join(", ", items.Take(ListedMax)) + (more > 0 ? $" and {more} more" : "");
    }

    private static string Target(Target target) =>
        $"{Storage.Spelling.Of(target.Kind).ToLowerInvariant()} {target.Value}";

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
