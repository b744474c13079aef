using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Attribution.App.Access;

namespace Attribution.App;

/// <summary>The statements of this project, by file name without ending. They lie beside the code that calls
/// them. What several have in common is a file of its own, which <c>/* include its_name */</c> stands for.</summary>
internal static partial class SqlText
{
    private static readonly FrozenDictionary<string, string> Files = typeof(SqlText).Assembly
        .GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)
            && !name.Contains(".Schema.", StringComparison.Ordinal))
        .ToFrozenDictionary(name => name.Split('.')[^2], Read, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Statements = Files.ToFrozenDictionary(
        file => file.Key,
        file => Composed(file.Value).Replace(
            VisiblePredicate.Marker, VisiblePredicate.Sql, StringComparison.Ordinal),
        StringComparer.Ordinal);

    /// <summary>A statement, with the access predicate put in where it says <c>/*visible*/</c>.</summary>
    internal static string Get(string name) => Statements[name];

    /// <summary>A text with the files that it includes.</summary>
    internal static string Composed(string text) => Include().Replace(text, marker =>
        Files.TryGetValue(marker.Groups["name"].Value, out var part)
            ? Composed(part.TrimEnd())
            : throw new UnreachableException($"No file is called what {marker.Value} says."));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(SqlText).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"/\*\s*include\s+(?<name>\w*)\s*\*/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Include();
}
