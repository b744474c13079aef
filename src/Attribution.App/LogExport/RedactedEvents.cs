using System.Collections.Immutable;
using Attribution.App.Campaigns;
using Attribution.App.Storage;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;

namespace Attribution.App.LogExport;

/// <summary>Events of campaigns without the texts that have been redacted since.</summary>
internal static class RedactedEvents
{
    internal static byte[] Without(RecordedEvent record, IReadOnlyCollection<RedactableField> fields) =>
        fields.Count == 0
            ? record.Json
            : CampaignEventNames.Registry.Write(
                record.Id, fields.Aggregate(CampaignEventNames.Registry.Read(record), Without)).Json;

    internal static RedactableField Read(string field) => Spelling.Read<RedactableField>(field);

    // What the cluster was called, and what else it said, may be where the text came from.
    private static CampaignEvent Without(CampaignEvent happened, RedactableField field) => happened switch
    {
        CampaignEvent.Created e => e with { Profile = Redaction.ApplyTo(e.Profile, field) },
        CampaignEvent.Promoted e => e with
        {
            Profile = Redaction.ApplyTo(e.Profile, field),
            ClusterLabel = null,
            UnknownKeys = ImmutableSortedDictionary<string, System.Text.Json.JsonElement>.Empty,
        },
        CampaignEvent.ProfileRevised e => e with { Changes = Without(e.Changes, field) },
        _ => happened,
    };

    private static ProfileChanges Without(ProfileChanges changes, RedactableField field) => changes with
    {
        Name = field == RedactableField.Name ? null : changes.Name,
        Aliases = field == RedactableField.Aliases ? null : changes.Aliases,
        Description = field == RedactableField.Description ? null : changes.Description,
        Objectives = field == RedactableField.Objectives ? null : changes.Objectives,
    };
}
