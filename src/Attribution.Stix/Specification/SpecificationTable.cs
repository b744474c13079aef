using System.Collections.Frozen;

namespace Attribution.Stix;

/// <summary>Reads the tables of the specification that lie beside this file and are embedded in the assembly.</summary>
internal static class SpecificationTable
{
    /// <summary>The lines of a table without comments, each split into words; an indented line continues a
    /// list.</summary>
    public static IEnumerable<(bool Indented, string[] Words)> Read(string table)
    {
        var assembly = typeof(SpecificationTable).Assembly;
        using var text = new StreamReader(assembly.GetManifestResourceStream(table)
            ?? throw new InvalidOperationException($"The table {table} is not embedded."));
        while (text.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return (line[0] == ' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }

    /// <summary>The entries of a table in which indented lines only lengthen the line above them.</summary>
    public static IEnumerable<string[]> ReadEntries(string table)
    {
        string[]? entry = null;
        foreach (var (indented, words) in Read(table))
        {
            if (indented && entry is not null)
            {
                entry = [.. entry, .. words];
                continue;
            }

            if (entry is not null)
            {
                yield return entry;
            }

            entry = words;
        }

        if (entry is not null)
        {
            yield return entry;
        }
    }
}

/// <summary>The open vocabularies and enumerations of STIX 2.1 (section 10).</summary>
public static class StixVocabulary
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> All = SpecificationTable
        .ReadEntries("vocabularies")
        .ToFrozenDictionary(entry => entry[0], entry => entry.Skip(1).ToFrozenSet());

    /// <summary>The values of one vocabulary, named as in the specification (<c>infrastructure-type-ov</c>).</summary>
    /// <exception cref="KeyNotFoundException">STIX 2.1 has no vocabulary of that name.</exception>
    public static IReadOnlySet<string> Values(string vocabulary) => All[vocabulary];
}
