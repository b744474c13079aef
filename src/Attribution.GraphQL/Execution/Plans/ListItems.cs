namespace Attribution.GraphQL.Execution;

/// <summary>Writes some items of a list.</summary>
internal static class ListItems
{
    /// <summary>Writes a JSON list; false when an item is null that must not be.</summary>
    /// <param name="items">The items.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="firstIndex">The place of the first in the whole list.</param>
    /// <param name="site">The list.</param>
    /// <param name="item">How an item is written.</param>
    /// <param name="state">Where to.</param>
    /// <param name="child">The place of the first object among those gathered for loading.</param>
    public static bool Write<T>(
        IReadOnlyList<T> items,
        int count,
        int firstIndex,
        ValueSite site,
        Completion<T> item,
        ExecutionState state,
        int child)
    {
        var indexOfList = site.Field.FirstList + site.Level;
        state.Output.WriteRaw((byte)'[');
        for (var index = 0; index < count; index++)
        {
            if (index > 0)
            {
                state.Output.WriteRaw((byte)',');
            }

            state.Indexes[indexOfList] = firstIndex + index;
            if (!item.Write(items[index], state, child))
            {
                return false;
            }

            child += item.Waits ? item.CountObjects(items[index]) : 0;
        }

        state.Output.WriteRaw((byte)']');
        return true;
    }
}
