using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Attribution.EventStore.Rows;

/// <summary>
/// A table of the schema <c>attribution</c> whose rows travel in commits: a read model, an inbox, an outbox. The store
/// knows its name and its key, and nothing of what the rows mean.
/// </summary>
public sealed partial class RowTable
{
    /// <param name="name">The table's name without its schema: lower case letters, digits and underscores.</param>
    /// <param name="key">The columns of its primary or unique key; none for a table that is only inserted into.</param>
    /// <exception cref="ArgumentException">A name is not a plain lower-case identifier.</exception>
    public RowTable(string name, params ImmutableArray<string> key)
    {
        Name = Identifier(name);
        Key = [.. key.Select(Identifier)];
    }

    /// <summary>The table's name without its schema.</summary>
    public string Name { get; }

    /// <summary>The columns of its key, in order.</summary>
    public ImmutableArray<string> Key { get; }

    /// <summary>The name as SQL text refers to it.</summary>
    internal string QualifiedName => $"attribution.{Name}";

    /// <summary>Statements are composed from these names, so nothing but a plain identifier may pass.</summary>
    internal static string Identifier(string name) => PlainIdentifier().IsMatch(name)
        ? name
        : throw new ArgumentException($"'{name}' is not a plain lower-case SQL identifier.", nameof(name));

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex PlainIdentifier();
}
