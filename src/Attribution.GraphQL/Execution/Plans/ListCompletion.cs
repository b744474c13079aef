using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Attribution.GraphQL.Execution;

/// <summary>A list of values.</summary>
internal sealed class ListCompletion<T>(ValueSite site, Completion<T> item) : Completion<IReadOnlyList<T>>(site)
{
    private readonly int _index = site.Field.FirstList + site.Level;

    public override bool Waits => item.Waits;

    public override bool Write(IReadOnlyList<T> value, ExecutionState state, int child)
    {
        if (value is null)
        {
            return Absent(state);
        }

        var start = state.Output.Position;
        state.Output.WriteRaw((byte)'[');
        if (!WriteItems(value, state, child))
        {
            return Retreat(state, start);
        }

        state.Output.WriteRaw((byte)']');
        return true;
    }

    public override int CountObjects(IReadOnlyList<T> value)
    {
        var count = 0;
        for (var index = 0; index < value?.Count; index++)
        {
            count += item.CountObjects(value[index]);
        }

        return count;
    }

    public override Gathered? StartGathering() => item.StartGathering();

    public override void Gather(IReadOnlyList<T> value, Gathered into)
    {
        for (var index = 0; index < value?.Count; index++)
        {
            item.Gather(value[index], into);
        }
    }

    public override ValueTask LoadAsync(Gathered gathered, ExecutionState state) => item.LoadAsync(gathered, state);

    // The usual lists give their memory away, which saves two interface calls per item.
    private bool WriteItems(IReadOnlyList<T> items, ExecutionState state, int child) => items switch
    {
        T[] array => WriteItems(new ReadOnlySpan<T>(array), state, child),
        List<T> list => WriteItems(CollectionsMarshal.AsSpan(list), state, child),
        ImmutableArray<T> array => WriteItems(array.AsSpan(), state, child),
        _ => WriteItemByItem(items, state, child),
    };

    private bool WriteItems(ReadOnlySpan<T> items, ExecutionState state, int child)
    {
        for (var index = 0; index < items.Length; index++)
        {
            if (!WriteItem(items[index], index, state, child))
            {
                return false;
            }

            child += item.Waits ? item.CountObjects(items[index]) : 0;
        }

        return true;
    }

    private bool WriteItemByItem(IReadOnlyList<T> items, ExecutionState state, int child)
    {
        for (var index = 0; index < items.Count; index++)
        {
            var value = items[index];
            if (!WriteItem(value, index, state, child))
            {
                return false;
            }

            child += item.Waits ? item.CountObjects(value) : 0;
        }

        return true;
    }

    private bool WriteItem(T value, int index, ExecutionState state, int child)
    {
        if (index > 0)
        {
            state.Output.WriteRaw((byte)',');
        }

        state.Indexes[_index] = index;
        return item.Write(value, state, child);
    }
}
