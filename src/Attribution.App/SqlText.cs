using System.Collections.Frozen;
using Attribution.App.Access;

namespace Attribution.App;

/// <summary>The statements of this project, by file name without ending. They lie beside the code that calls
/// them.</summary>
internal static class SqlText
{
    private static readonly FrozenDictionary<string, string> Statements = typeof(SqlText).Assembly
        .GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)
            && !name.Contains(".Schema.", StringComparison.Ordinal))
        .ToFrozenDictionary(name => name.Split('.')[^2], Read, StringComparer.Ordinal);

    /// <summary>A statement, with the access predicate put in where it says <c>/*visible*/</c>.</summary>
    internal static string Get(string name) => Statements[name];

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(SqlText).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().Replace(VisiblePredicate.Marker, VisiblePredicate.Sql, StringComparison.Ordinal);
    }
}
