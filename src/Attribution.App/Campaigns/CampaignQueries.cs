using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

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
        // Across tenants two campaigns can have one id.
        return found.DistinctBy(view => view.Id).ToDictionary(view => view.Id);
    }

    /// <summary>The ids of the campaigns the caller may see, those changed last first; no more than a number.</summary>
    internal async Task<IReadOnlyList<Guid>> ListIdsAsync(
        Principal caller, int countMax, CancellationToken cancellation) => await reads.ListAsync(
            caller,
            "list_campaign_ids",
            parameters => parameters.Add(new NpgsqlParameter<int> { TypedValue = countMax }),
            row => row.GetGuid(0),
            cancellation);

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
        await reads.NoteAsync(caller, found.Select(row => row.View));
        return found.ToLookup(row => row.Key, row => row.View);
    }

    /// <summary>Reads the page in a row's first column.</summary>
    internal static CampaignView Read(NpgsqlDataReader row) => Read(row, 0);

    private static CampaignView Read(NpgsqlDataReader row, int column) =>
        row.Json(column, StoredJson.Contract.CampaignView);
}
