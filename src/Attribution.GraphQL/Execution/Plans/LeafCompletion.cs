using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>A scalar or an enum value.</summary>
internal sealed class LeafCompletion<T>(ValueSite site, LeafWriter<T> writer) : Completion<T>(site)
{
    public override bool Write(T value, ExecutionState state, int child)
    {
        if (value is null)
        {
            return Absent(state);
        }

        var start = state.Output.Position;
        if (writer(state.Output, value))
        {
            return true;
        }

        state.Report(Site, $"{Site.Field} has a value that {Site.Type.Named} cannot represent.", ErrorCodes.Internal);
        return Retreat(state, start);
    }
}

/// <summary>A value type that may be null.</summary>
internal sealed class NullableValueCompletion<T>(ValueSite site, Completion<T> inner) : Completion<T?>(site)
    where T : struct
{
    public override bool Waits => inner.Waits;

    public override bool Write(T? value, ExecutionState state, int child) =>
        value is { } present ? inner.Write(present, state, child) : Absent(state);

    public override int CountObjects(T? value) => value is { } present ? inner.CountObjects(present) : 0;

    public override Gathered? StartGathering() => inner.StartGathering();

    public override void Gather(T? value, Gathered into)
    {
        if (value is { } present)
        {
            inner.Gather(present, into);
        }
    }

    public override ValueTask LoadAsync(Gathered gathered, ExecutionState state) => inner.LoadAsync(gathered, state);
}
