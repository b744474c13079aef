using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation;

/// <summary>Finds names that occur more than once among the members of one node.</summary>
internal static class Duplicates
{
    /// <summary>Every name with more than one member, with the places of all of them.</summary>
    public static IEnumerable<(Name Name, Location[] Places)> Of<T>(SyntaxList<T> members, Func<T, Name> nameOf) =>
        members.Count < 2
            ? []
            : members.Select(nameOf)
                .GroupBy(name => name)
                .Where(group => group.Skip(1).Any())
                .Select(group => (group.Key, group.Select(name => name.Location).ToArray()));
}
