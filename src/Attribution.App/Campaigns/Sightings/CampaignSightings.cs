using Attribution.App.Access;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Campaigns.Sightings;

/// <summary>Reads since when, and through which events, campaigns are linked to what they are linked to.</summary>
internal sealed class CampaignSightings(CallerReads reads)
{
    private static readonly string[] LinkEvents =
    [
        "promoted", "cluster_merged", "indicators_linked", "indicators_unlinked", "techniques_observed",
        "techniques_discarded", "targets_identified", "targets_discarded",
    ];

    /// <summary>The links of several campaigns, from one statement; a campaign that the caller may not see has
    /// none.</summary>
    internal async Task<IReadOnlyDictionary<Guid, LinkSightings>> OfCampaignsAsync(
        Principal caller, IReadOnlyCollection<Guid> campaigns, CancellationToken cancellation)
    {
        var events = await reads.ListAsync(
            caller,
            "read_link_events",
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. campaigns] });
                parameters.Add(new NpgsqlParameter<string[]>
                {
                    TypedValue = LinkEvents,
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                });
            },
            RecordedEvent.Read,
            cancellation);
        return events.GroupBy(record => record.Stream.Value).ToDictionary(same => same.Key, LinkSightings.Of);
    }
}
