using System.Text;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Infrastructure;
using Attribution.Stix;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Infrastructure;

/// <summary>What an imported indicator looks for.</summary>
/// <param name="Text">A STIX pattern; of another language of patterns, whatever its producer wrote.</param>
/// <param name="Name">What the indicator is called; its pattern, where it has no name.</param>
/// <param name="Classification">What that is for, as far as the rules know by what its producer says.</param>
internal sealed record ImportedPattern(string Text, string Name, Classification Classification)
{
    /// <summary>Null for an object without a pattern.</summary>
    internal static ImportedPattern? Of(StixObject indicator, string? name) => indicator.Text("pattern") is { } pattern
        ? new ImportedPattern(pattern, name ?? pattern, Classification.Of(FactsOf(indicator)))
        : null;

    // An analyst stands behind what a producer says: by a rule it is as sure as the indicator.
    private static InfrastructureFacts FactsOf(StixObject indicator) => new(
        Types: [],
        [.. indicator.KillChainPhases.Select(phase => phase.PhaseName)],
        Ports: [],
        indicator.Confidence,
        Source.Analyst);
}

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
            Read,
            cancellation);
        return found.Where(one => one.Pattern is not null)
            .ToDictionary(one => one.Indicator, one => one.Pattern!, StringComparer.Ordinal);
    }

    private static (string Indicator, ImportedPattern? Pattern) Read(NpgsqlDataReader row)
    {
        var indicator = StixObject.Parse(Encoding.UTF8.GetBytes(row.GetString(0)));
        return (indicator.Id.ToString(), ImportedPattern.Of(indicator, row.TextOrNull(1)));
    }
}
