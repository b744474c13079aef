using System.Runtime.CompilerServices;
using Attribution.GraphQL.Execution;

namespace Attribution.App.Loading;

/// <summary>
/// What several fields of the objects of one level need, loaded once. Fields are asked side by side, and the engine
/// gives each of them the same list of parents: that list, and no other, is what the answer is remembered by.
/// </summary>
/// <param name="load">Loads for all parents of a level.</param>
internal sealed class OncePerLevel<TParent, T>(Func<IReadOnlyList<TParent>, FieldCall, Task<T>> load)
{
    private readonly ConditionalWeakTable<IReadOnlyList<TParent>, Task<T>> _levels = [];

    internal Task<T> OfAsync(IReadOnlyList<TParent> level, FieldCall call) =>
        _levels.GetValue(level, parents => load(parents, call));
}
