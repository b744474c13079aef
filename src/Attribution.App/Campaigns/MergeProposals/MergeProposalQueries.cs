using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

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

    /// <summary>Reads the page in a row's first column.</summary>
    internal static MergeProposalView Read(NpgsqlDataReader row) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.MergeProposalView)!;
}
