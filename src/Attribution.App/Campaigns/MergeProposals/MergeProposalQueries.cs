using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Campaigns.MergeProposals;

/// <summary>Reads merge proposals as far as the caller may see both them and their campaigns.</summary>
internal sealed class MergeProposalQueries(CallerReads reads)
{
    /// <summary>One proposal; null when there is none for the caller.</summary>
    internal Task<MergeProposalView?> FindAsync(Principal caller, Guid id, CancellationToken cancellation) =>
        reads.FindAsync(caller, "find_merge_proposal", id, Read, cancellation);

    /// <summary>Reads the page in a row's first column.</summary>
    internal static MergeProposalView Read(NpgsqlDataReader row) =>
        row.Json(0, StoredJson.Contract.MergeProposalView);
}
