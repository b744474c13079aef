using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Infrastructure;

/// <summary>Reads what infrastructure is for, as far as the caller may see it.</summary>
internal sealed class InfrastructureQueries(CallerReads reads)
{
    /// <summary>The label that counts for the caller, for several subjects in one statement: an analyst's before a
    /// rule's, the own organisation's before another's, then the newest.</summary>
    internal async Task<IReadOnlyDictionary<string, InfrastructureView>> FindAsync(
        Principal caller, IReadOnlyCollection<string> subjects, CancellationToken cancellation)
    {
        var found = await reads.ListAsync(
            caller,
            "find_infrastructure",
            parameters => parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. subjects],
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            }),
            row => row.Json(0, StoredJson.Contract.InfrastructureView),
            cancellation);
        return found.ToDictionary(view => view.Subject, StringComparer.Ordinal);
    }
}
