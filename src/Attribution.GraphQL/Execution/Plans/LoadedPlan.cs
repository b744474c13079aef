using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// A field that waits, or below which something waits: its values are resolved for all parents of a level before any of
/// them is written, and so are those below, level by level.
/// </summary>
internal sealed class LoadedPlan<TParent, TValue>(
    FieldSite site,
    CallPlan call,
    Resolver<TParent, TValue> resolver,
    Completion<TValue> completion,
    int slot) : FieldPlan<TParent>(site)
{
    public override bool Waits => true;

    public override bool Write(TParent parent, int index, ExecutionState state)
    {
        var loaded = (LoadedValues<TValue>)state.Slots[slot]!;
        if (loaded.Failures?[index] is { } failure)
        {
            return WriteFailure(failure, state);
        }

        if (loaded.Problem is { } problem)
        {
            state.ReportBadInput(Site, problem);
            return WriteNull(state);
        }

        state.Output.WriteRaw(Prefix);
        return completion.Write(loaded.Values[index], state, loaded.FirstChild[index]);
    }

    public override async ValueTask LoadAsync(IReadOnlyList<TParent> parents, ExecutionState state)
    {
        var loaded = new LoadedValues<TValue>(parents.Count);
        state.Slots[slot] = loaded;
        if (call.TryGet(state, out var fieldCall, out var problem))
        {
            await ResolveAll.Async(resolver, parents, fieldCall, loaded, state);
            await LoadBelowAsync(loaded, state);
        }

        loaded.Problem = problem;
    }

    /// <summary>Takes a value that is there already: the event of a subscription.</summary>
    public ValueTask LoadEventAsync(TValue value, ExecutionState state)
    {
        var loaded = new LoadedValues<TValue>(1) { Values = [value] };
        state.Slots[slot] = loaded;
        return LoadBelowAsync(loaded, state);
    }

    private ValueTask LoadBelowAsync(LoadedValues<TValue> loaded, ExecutionState state)
    {
        if (completion.StartGathering() is not { } gathered)
        {
            return default;
        }

        for (var index = 0; index < loaded.Values.Length; index++)
        {
            loaded.FirstChild[index] = gathered.Count;
            if (loaded.Failures?[index] is null)
            {
                completion.Gather(loaded.Values[index], gathered);
            }
        }

        return completion.LoadAsync(gathered, state);
    }
}

/// <summary>The values of one field for all parents of a level.</summary>
internal sealed class LoadedValues<TValue>(int count)
{
    public TValue[] Values { get; set; } = new TValue[count];

    /// <summary>The place of each value's first object among those of the next level.</summary>
    public int[] FirstChild { get; } = new int[count];

    /// <summary>What went wrong, one entry per parent; null when nothing did.</summary>
    public Exception?[]? Failures { get; private set; }

    /// <summary>Why the arguments could not be read; then there are no values at all.</summary>
    public string? Problem { get; set; }

    public void Fail(int index, Exception failure) => (Failures ??= new Exception?[count])[index] = failure;

    public void FailAll(Exception failure) => Array.Fill(Failures ??= new Exception?[count], failure);
}
