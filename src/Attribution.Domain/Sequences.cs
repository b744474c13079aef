namespace Attribution.Domain;

/// <summary>Lists as commands carry them: a list nobody filled in counts as empty, repetition counts once.</summary>
internal static class Sequences
{
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> items) => items.IsDefault ? [] : items;

    /// <summary>The items a set does not hold yet, each once, in their order.</summary>
    public static ImmutableArray<T> NewTo<T>(this ImmutableArray<T> items, ImmutableHashSet<T> known)
        where T : notnull
    {
        if (items.OrEmpty() is not [_, _, ..] several)
        {
            return items.IsDefaultOrEmpty || known.Contains(items[0]) ? [] : items;
        }

        var seen = new HashSet<T>(known.KeyComparer);
        return [.. several.Where(item => !known.Contains(item) && seen.Add(item))];
    }

    /// <summary>The items a set does hold, each once, in their order.</summary>
    public static ImmutableArray<T> KnownTo<T>(this ImmutableArray<T> items, ImmutableHashSet<T> known)
        where T : notnull =>
        [.. items.OrEmpty().Distinct(known.KeyComparer).Where(known.Contains)];

    /// <summary>The set with these items: one item at a time for one, through a builder for many.</summary>
    public static ImmutableHashSet<T> With<T>(this ImmutableHashSet<T> known, ImmutableArray<T> items) =>
        items.Length == 1 ? known.Add(items[0]) : known.Union(items);
}
