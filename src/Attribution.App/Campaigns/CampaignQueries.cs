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
                parameters.AddOptional(after?.UpdatedAt.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
                parameters.AddOptional(after?.Id, NpgsqlDbType.Uuid);
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

    /// <summary>The campaigns below each of several ones, those changed last first.</summary>
    internal Task<ILookup<Guid, CampaignView>> BelowAsync(
        Principal caller, Guid[] parents, int first, CancellationToken cancellation) =>
        OfEachAsync(caller, "list_sub_campaigns", parents, first, cancellation);

    /// <summary>The campaigns that link each of several investigations, those changed last first.</summary>
    internal Task<ILookup<Guid, CampaignView>> LinkingAsync(
        Principal caller, Guid[] investigations, int first, CancellationToken cancellation) =>
        OfEachAsync(caller, "list_campaigns_of_investigations", investigations, first, cancellation);

    private async Task<ILookup<Guid, CampaignView>> OfEachAsync(
        Principal caller, string statement, Guid[] keys, int first, CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller,
            statement,
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = keys });
                parameters.Add(new NpgsqlParameter<int> { TypedValue = first });
            },
            row => (Key: row.GetGuid(0), View: Read(row, 1)),
            cancellation);
        return found.ToLookup(row => row.Key, row => row.View);
    }

    private static void AddFilter(NpgsqlParameterCollection parameters, CampaignFilter filter)
    {
        parameters.AddOptional(
            filter.Statuses?.Select(Spelling.Of).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        parameters.AddOptional(filter.Tag, NpgsqlDbType.Text);
        parameters.AddOptional(filter.Technique, NpgsqlDbType.Text);
        parameters.AddOptional(filter.NameContains, NpgsqlDbType.Text);
    }

    private static CampaignView Read(NpgsqlDataReader row) => Read(row, 0);

    private static CampaignView Read(NpgsqlDataReader row, int column) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(column), StoredJson.Contract.CampaignView)!;
}
