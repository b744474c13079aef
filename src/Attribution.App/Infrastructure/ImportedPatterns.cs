using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Infrastructure;

/// <summary>What an imported indicator looks for.</summary>
/// <param name="Text">A STIX pattern; of another language of patterns, whatever its producer wrote.</param>
/// <param name="Name">What the indicator is called; its pattern, where it has no name.</param>
internal sealed record ImportedPattern(string Text, string Name);

/// <summary>Reads what imported indicators look for, as far as the caller may see the objects.</summary>
internal sealed class ImportedPatterns(CallerReads reads)
{
    /// <summary>The patterns, by the STIX id of the indicator; one statement, however many there are.</summary>
    internal async Task<IReadOnlyDictionary<string, ImportedPattern>> FindAsync(
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
            row => (Indicator: row.GetString(0), Pattern: new ImportedPattern(
                row.GetString(1), row.TextOrNull(2) ?? row.GetString(1))),
            cancellation);
        return found.ToDictionary(one => one.Indicator, one => one.Pattern, StringComparer.Ordinal);
    }
}
