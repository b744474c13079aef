using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>Lists whose items arrive one by one.</summary>
public static class ItemResolution
{
    /// <summary>Opens a source of the list's items. A client that says <c>@stream</c> gets them as they arrive; others
    /// get the list when it is complete. The source is disposed of when the response is complete or called off.
    /// </summary>
    public static FieldBinding Items<TParent, T>(
        this FieldResolution<TParent, IReadOnlyList<T>> resolution, Func<TParent, FieldCall, IAsyncEnumerable<T>> open)
        where TParent : notnull =>
        resolution.Bind(new Resolver<TParent, IReadOnlyList<T>>.Items(
            (parent, call, initialCount) => StreamedList<T>.ReadAsync(open(parent, call), initialCount, call)));
}
