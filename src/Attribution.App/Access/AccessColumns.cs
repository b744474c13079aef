using Attribution.Domain.Access;
using Attribution.EventStore.Views;

namespace Attribution.App.Access;

/// <summary>What the access predicate and the policies read of a page's row.</summary>
internal static class AccessColumns
{
    /// <summary>Adds the columns of a page's label.</summary>
    /// <param name="table">The page's table.</param>
    /// <param name="handling">Its label.</param>
    internal static ViewTable<T> Label<T>(this ViewTable<T> table, Func<T, Handling> handling)
        where T : class => table
            .Integer("tlp", view => (int)handling(view).Tlp)
            .Text("owner", view => handling(view).Owner.Value)
            .TextArray(
                "shared_with", view => [.. handling(view).SharedWith.Select(organisation => organisation.Value)])
            .TextArray("releasable_to", view => [.. handling(view).ReleasableTo])
            .TextArray("recipients", view => [.. handling(view).Recipients]);
}
