using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>Reads dormancy proposals as far as the caller may see their campaigns.</summary>
internal sealed class DormancyProposalQueries(CallerReads reads)
{
    /// <summary>One proposal; null when there is none for the caller.</summary>
    internal async Task<DormancyProposalView?> FindAsync(Principal caller, Guid id, CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller,
            "find_dormancy_proposal",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id }),
            Read,
            cancellation);
        return found.SingleOrDefault();
    }

    /// <summary>Reads the page in a row's first column.</summary>
    internal static DormancyProposalView Read(NpgsqlDataReader row) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), StoredJson.Contract.DormancyProposalView)!;
}
