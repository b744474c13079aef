namespace Attribution.GraphQL.Execution;

/// <summary>A value of an object type: the parent of the fields selected on it.</summary>
internal sealed class ObjectCompletion<T>(ValueSite site, ObjectPlan<T> plan) : Completion<T>(site)
    where T : notnull
{
    public override bool Waits => plan.Waits;

    public override bool Write(T value, ExecutionState state, int child)
    {
        if (value is null)
        {
            return Absent(state);
        }

        var start = state.Output.Position;
        return plan.Write(value, child, state) || Retreat(state, start);
    }

    public override int CountObjects(T value) => value is null ? 0 : 1;

    public override Gathered? StartGathering() => plan.Waits ? new Gathered<T>() : null;

    public override void Gather(T value, Gathered into)
    {
        if (value is not null)
        {
            ((Gathered<T>)into).Objects.Add(value);
        }
    }

    public override ValueTask LoadAsync(Gathered gathered, ExecutionState state) =>
        plan.LoadAsync(((Gathered<T>)gathered).Objects, state);
}
