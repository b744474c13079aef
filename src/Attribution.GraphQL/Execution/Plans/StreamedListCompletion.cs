namespace Attribution.GraphQL.Execution;

/// <summary>How a field's <c>@stream</c> wants its list.</summary>
/// <param name="InitialCount">How many items come at once.</param>
/// <param name="Label">What the document calls the rest.</param>
internal sealed record StreamWish(int InitialCount, string? Label);

/// <summary>A list of which the first items are written where it stands; the rest comes later (incremental delivery
/// proposal, "@stream").</summary>
internal sealed class StreamedListCompletion<T>(ValueSite site, Completion<T> item, StreamWish wish)
    : Completion<IReadOnlyList<T>>(site)
{
    private readonly StreamedItems<T> _rest = new(wish.Label, site, item);

    public override bool Waits => item.Waits;

    public override bool Write(IReadOnlyList<T> value, ExecutionState state, int child)
    {
        if (value is null)
        {
            return Absent(state);
        }

        var start = state.Output.Position;
        var count = InitialCountOf(value);
        if (!ListItems.Write(value, count, firstIndex: 0, Site, item, state, child))
        {
            return Retreat(state, start);
        }

        if (value is StreamedList<T> open)
        {
            state.Defer(_rest, open.Rest);
        }
        else if (count < value.Count)
        {
            state.Defer(_rest, new RestOfLoaded<T>(value, count));
        }

        return true;
    }

    public override int CountObjects(IReadOnlyList<T> value)
    {
        var count = 0;
        for (var index = 0; index < InitialCountOf(value); index++)
        {
            count += item.CountObjects(value[index]);
        }

        return count;
    }

    public override Gathered? StartGathering() => item.StartGathering();

    public override void Gather(IReadOnlyList<T> value, Gathered into)
    {
        for (var index = 0; index < InitialCountOf(value); index++)
        {
            item.Gather(value[index], into);
        }
    }

    public override ValueTask LoadAsync(Gathered gathered, ExecutionState state) => item.LoadAsync(gathered, state);

    private int InitialCountOf(IReadOnlyList<T>? value) => value is null ? 0 : Math.Min(wish.InitialCount, value.Count);
}
