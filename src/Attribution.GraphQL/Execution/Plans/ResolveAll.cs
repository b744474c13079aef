using System.Diagnostics;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>Runs a field's resolver for all parents of a level (section 6.4.2 "Value Resolution").</summary>
internal static class ResolveAll
{
    public static ValueTask Async<TParent, TValue>(
        Resolver<TParent, TValue> resolver,
        IReadOnlyList<TParent> parents,
        FieldCall call,
        LoadedValues<TValue> loaded,
        ExecutionState state) => resolver switch
        {
            Resolver<TParent, TValue>.Property property =>
                Compute(parents, parent => property.Read(parent), loaded, state),
            Resolver<TParent, TValue>.Sync sync =>
                Compute(parents, parent => sync.Compute(parent, call), loaded, state),
            Resolver<TParent, TValue>.Async one => OneByOneAsync(parents, one, call, loaded, state),
            Resolver<TParent, TValue>.Batch batch => AtOnceAsync(parents, batch, call, loaded, state),
            _ => throw new UnreachableException($"A {resolver.GetType().Name} is not resolved by level."),
        };

    private static ValueTask Compute<TParent, TValue>(
        IReadOnlyList<TParent> parents,
        Func<TParent, TValue> compute,
        LoadedValues<TValue> loaded,
        ExecutionState state)
    {
        for (var index = 0; index < parents.Count; index++)
        {
            try
            {
                loaded.Values[index] = compute(parents[index]);
            }
            catch (Exception exception) when (!state.IsCancelled)
            {
                loaded.Fail(index, exception);
            }
        }

        return default;
    }

    // All are started before the first is waited for.
    private static async ValueTask OneByOneAsync<TParent, TValue>(
        IReadOnlyList<TParent> parents,
        Resolver<TParent, TValue>.Async resolver,
        FieldCall call,
        LoadedValues<TValue> loaded,
        ExecutionState state)
    {
        var started = new Task[parents.Count];
        for (var index = 0; index < started.Length; index++)
        {
            started[index] = OneAsync(parents[index], index);
        }

        await Task.WhenAll(started);

        async Task OneAsync(TParent parent, int index)
        {
            try
            {
                loaded.Values[index] = await resolver.Load(parent, call);
            }
            catch (Exception exception) when (!state.IsCancelled)
            {
                loaded.Fail(index, exception);
            }
        }
    }

    private static async ValueTask AtOnceAsync<TParent, TValue>(
        IReadOnlyList<TParent> parents,
        Resolver<TParent, TValue>.Batch resolver,
        FieldCall call,
        LoadedValues<TValue> loaded,
        ExecutionState state)
    {
        try
        {
            var values = await resolver.Load(parents, call);
            if (values.Count != parents.Count)
            {
                throw new InvalidOperationException(
                    $"A batch of {parents.Count} parents was answered with {values.Count} values.");
            }

            for (var index = 0; index < parents.Count; index++)
            {
                loaded.Values[index] = values[index];
            }
        }
        catch (Exception exception) when (!state.IsCancelled)
        {
            loaded.FailAll(exception);
        }
    }
}
