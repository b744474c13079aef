using Attribution.App.Access;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Campaigns.Sightings;

/// <summary>Reads since when, and through which events, campaigns are linked to what they are linked to.</summary>
internal sealed class CampaignSightings(CallerReads reads)
{
    /// <summary>The names of the events that link a campaign to anything, or unlink it.</summary>
    internal static readonly string[] LinkEvents =
    [
        "promoted", "cluster_merged", "indicators_linked", "indicators_unlinked", "techniques_observed",
        "techniques_discarded", "targets_identified", "targets_discarded",
    ];

    /// <summary>The links of several campaigns, from one statement; a campaign that the caller may not see has
    /// none.</summary>
    internal async Task<IReadOnlyDictionary<Guid, LinkSightings>> OfCampaignsAsync(
        Principal caller, IReadOnlyCollection<Guid> campaigns, CancellationToken cancellation) =>
        (await EventsAsync(caller, campaigns, LinkEvents, cancellation))
            .GroupBy(record => record.Stream.Value).ToDictionary(same => same.Key, LinkSightings.Of);

    /// <summary>The events of these types of several campaigns, each campaign's in order.</summary>
    internal Task<List<RecordedEvent>> EventsAsync(
        Principal caller,
        IReadOnlyCollection<Guid> campaigns,
        IReadOnlyCollection<string> types,
        CancellationToken cancellation) => reads.ListAsync(
        caller,
        "read_link_events",
        parameters =>
        {
            parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. campaigns] });
            parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. types],
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            });
        },
        row => RecordedEvent.Read(row),
        cancellation);
}
