using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignList;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Campaigns;

/// <summary>Reads campaigns as far as the caller may see them. What a caller may not see, no statement here
/// returns.</summary>
internal sealed class CampaignQueries(CallerReads reads)
{
    /// <summary>Campaigns by id; those that do not exist for the caller are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, CampaignView>> FindAsync(
        Principal caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller,
            "find_campaigns",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] }),
            Read,
            cancellation);
        return found.ToDictionary(view => view.Id);
    }

    /// <summary>The ids of the campaigns the caller may see, those changed last first; no more than a number.</summary>
    internal async Task<IReadOnlyList<Guid>> ListIdsAsync(
        Principal caller, int countMax, CancellationToken cancellation) => await reads.ListAsync(
            caller,
            "list_campaign_ids",
            parameters => parameters.Add(new NpgsqlParameter<int> { TypedValue = countMax }),
            row => row.GetGuid(0),
            cancellation);

    /// <summary>The next campaigns of a filter behind a cursor, those changed last first.</summary>
    internal async Task<CampaignPage> ListAsync(
        Principal caller, CampaignFilter filter, CampaignCursor? after, int first, CancellationToken cancellation)
    {
        var edges = await reads.ListAsync(
            caller,
            "list_campaigns",
            parameters =>
            {
                AddFilter(parameters, filter);
                parameters.Add(Optional(after?.UpdatedAt.ToDateTimeUtc(), NpgsqlDbType.TimestampTz));
                parameters.Add(Optional(after?.Id, NpgsqlDbType.Uuid));
                parameters.Add(new NpgsqlParameter<int> { TypedValue = first + 1 });
            },
            row => new CampaignEdge(
                Read(row), new CampaignCursor(Instant.FromDateTimeUtc(row.GetDateTime(1)), row.GetGuid(2))),
            cancellation);
        return new CampaignPage(filter, edges.Count > first ? edges[..first] : edges, edges.Count > first);
    }

    /// <summary>How many campaigns of a filter the caller may see.</summary>
    internal async Task<int> CountAsync(Principal caller, CampaignFilter filter, CancellationToken cancellation)
    {
        var counted = await reads.ListAsync(
            caller,
            "count_campaigns",
            parameters => AddFilter(parameters, filter),
            row => (int)row.GetInt64(0),
            cancellation);
        return counted[0];
    }

    private static void AddFilter(NpgsqlParameterCollection parameters, CampaignFilter filter)
    {
        parameters.Add(Optional(
            filter.Statuses?.Select(Spelling.Of).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        parameters.Add(Optional(filter.Tag, NpgsqlDbType.Text));
        parameters.Add(Optional(filter.Technique, NpgsqlDbType.Text));
        parameters.Add(Optional(filter.NameContains, NpgsqlDbType.Text));
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static CampaignView Read(NpgsqlDataReader row) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.CampaignView)!;
}
