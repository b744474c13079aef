using Attribution.App.Access;
using Attribution.Domain.Access;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Infrastructure;

/// <summary>Reads what imported indicators look for, as far as the caller may see the objects.</summary>
internal sealed class ImportedPatterns(CallerReads reads)
{
    /// <summary>The patterns, by the STIX id of the indicator; one statement, however many there are.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> FindAsync(
        Principal caller, IEnumerable<string> indicators, CancellationToken cancellation)
    {
        string[] wanted = [.. indicators.Distinct(StringComparer.Ordinal)];
        var found = wanted.Length == 0 ? [] : await reads.ListAsync(
            caller,
            "find_imported_patterns",
            parameters => parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = wanted,
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
            }),
            row => (Indicator: row.GetString(0), Pattern: row.GetString(1)),
            cancellation);
        return found.ToDictionary(one => one.Indicator, one => one.Pattern, StringComparer.Ordinal);
    }
}
