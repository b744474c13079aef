using Attribution.App.Access;
using Attribution.App.Investigations.InvestigationDetails;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Investigations;

/// <summary>Reads investigations as far as the caller may see them.</summary>
internal sealed class InvestigationQueries(CallerReads reads)
{
    /// <summary>Investigations by id; those that do not exist for the caller are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, InvestigationView>> FindAsync(
        Principal caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller,
            "find_investigations",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] }),
            Read,
            cancellation);
        return found.DistinctBy(view => view.Id).ToDictionary(view => view.Id);
    }

    /// <summary>Reads the page in a row's first column.</summary>
    internal static InvestigationView Read(NpgsqlDataReader row) =>
        row.Json(0, StoredJson.Contract.InvestigationView);
}
