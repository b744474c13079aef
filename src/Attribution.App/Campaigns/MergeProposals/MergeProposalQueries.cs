using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Listing;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Campaigns.MergeProposals;

/// <summary>Reads merge proposals as far as the caller may see both them and their campaigns.</summary>
internal sealed class MergeProposalQueries(CallerReads reads)
{
    /// <summary>One proposal; null when there is none for the caller.</summary>
    internal async Task<MergeProposalView?> FindAsync(Principal caller, Guid id, CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller,
            "find_merge_proposal",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id }),
            Read,
            cancellation);
        return found.SingleOrDefault();
    }

    /// <summary>The next proposals behind a place, those changed last first.</summary>
    internal async Task<Page<MergeProposalView>> ListAsync(
        Principal caller, MergeProposalFilter filter, Place? after, int first, CancellationToken cancellation)
    {
        var read = await reads.ListAsync(
            caller,
            "list_merge_proposals",
            parameters =>
            {
                AddFilter(parameters, filter);
                parameters.AddOptional(after?.At.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
                parameters.AddOptional(after?.Id, NpgsqlDbType.Uuid);
                parameters.Add(new NpgsqlParameter<int> { TypedValue = first + 1 });
            },
            row => new Edge<MergeProposalView>(
                Read(row), new Place(Instant.FromDateTimeUtc(row.GetDateTime(1)), row.GetGuid(2))),
            cancellation);
        return Page<MergeProposalView>.Of(read, first, stop => CountAsync(caller, filter, stop));
    }

    private async Task<int> CountAsync(Principal caller, MergeProposalFilter filter, CancellationToken cancellation)
    {
        var counted = await reads.ListAsync(
            caller,
            "count_merge_proposals",
            parameters => AddFilter(parameters, filter),
            row => (int)row.GetInt64(0),
            cancellation);
        return counted[0];
    }

    private static void AddFilter(NpgsqlParameterCollection parameters, MergeProposalFilter filter)
    {
        parameters.AddOptional(
            filter.States?.Select(Spelling.Of).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        parameters.AddOptional(filter.Campaign, NpgsqlDbType.Uuid);
    }

    private static MergeProposalView Read(NpgsqlDataReader row) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.MergeProposalView)!;
}
