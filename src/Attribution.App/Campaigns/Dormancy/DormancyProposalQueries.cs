using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>Reads dormancy proposals as far as the caller may see their campaigns.</summary>
internal sealed class DormancyProposalQueries(CallerReads reads)
{
    /// <summary>One proposal; null when there is none for the caller.</summary>
    internal Task<DormancyProposalView?> FindAsync(Principal caller, Guid id, CancellationToken cancellation) =>
        reads.FindAsync(caller, "find_dormancy_proposal", id, Read, cancellation);

    /// <summary>Reads the page in a row's first column.</summary>
    internal static DormancyProposalView Read(NpgsqlDataReader row) =>
        row.Json(0, StoredJson.Contract.DormancyProposalView);
}
