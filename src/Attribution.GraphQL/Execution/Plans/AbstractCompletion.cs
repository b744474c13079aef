using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Execution;

/// <summary>A value of an interface or union: told apart, then completed as the object type it is.</summary>
internal sealed class AbstractCompletion<T>(ValueSite site, CasePlan<T>[] cases, int slot) : Completion<T>(site)
    where T : notnull
{
    public override bool Waits { get; } = cases.Any(@case => @case.Waits);

    public override bool Write(T value, ExecutionState state, int child)
    {
        if (value is null)
        {
            return Absent(state);
        }

        var start = state.Output.Position;
        if (CaseOf(value) is var @case and >= 0)
        {
            var index = Waits ? ((GatheredCases)state.Slots[slot]!).IndexInCase(child) : 0;
            return cases[@case].Write(value, index, state) || Retreat(state, start);
        }

        state.Report(
            Site,
            $"The value of {Site.Field} is none of the types that \"{Site.Type.Named}\" can be.",
            ErrorCodes.Internal);
        return Retreat(state, start);
    }

    public override int CountObjects(T value) => value is null ? 0 : 1;

    public override Gathered? StartGathering() =>
        Waits ? new GatheredCases([.. cases.Select(@case => @case.StartGathering())]) : null;

    public override void Gather(T value, Gathered into)
    {
        if (value is null)
        {
            return;
        }

        var gathered = (GatheredCases)into;
        var @case = CaseOf(value);
        gathered.Place(@case);
        if (@case >= 0 && gathered.Cases[@case] is { } objects)
        {
            cases[@case].Gather(value, objects);
        }
    }

    public override async ValueTask LoadAsync(Gathered gathered, ExecutionState state)
    {
        var all = (GatheredCases)gathered;
        state.Slots[slot] = all;
        var loads = new List<Task>();
        for (var index = 0; index < cases.Length; index++)
        {
            if (all.Cases[index] is { Count: > 0 } objects)
            {
                loads.Add(cases[index].LoadAsync(objects, state).AsTask());
            }
        }

        await Task.WhenAll(loads);
    }

    private int CaseOf(T value)
    {
        for (var index = 0; index < cases.Length; index++)
        {
            if (cases[index].Matches(value))
            {
                return index;
            }
        }

        return -1;
    }
}

/// <summary>One object type that a <typeparamref name="T"/> can be, with what is selected on it.</summary>
internal abstract class CasePlan<T>
{
    public abstract bool Waits { get; }

    public abstract bool Matches(T value);

    public abstract bool Write(T value, int index, ExecutionState state);

    public abstract Gathered? StartGathering();

    public abstract void Gather(T value, Gathered into);

    public abstract ValueTask LoadAsync(Gathered gathered, ExecutionState state);
}

internal sealed class CasePlan<T, TCase>(ObjectPlan<TCase> plan) : CasePlan<T>
    where TCase : class, T
{
    public override bool Waits => plan.Waits;

    public override bool Matches(T value) => value is TCase;

    public override bool Write(T value, int index, ExecutionState state) => plan.Write((TCase)value!, index, state);

    public override Gathered? StartGathering() => plan.Waits ? new Gathered<TCase>() : null;

    public override void Gather(T value, Gathered into) => ((Gathered<TCase>)into).Objects.Add((TCase)value!);

    public override ValueTask LoadAsync(Gathered gathered, ExecutionState state) =>
        plan.LoadAsync(((Gathered<TCase>)gathered).Objects, state);
}
