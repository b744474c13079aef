using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// How values of one place of a plan get into the response (section 6.4.3 "Value Completion"): compiled for the place,
/// typed as the resolver's value is, so that nothing is boxed or looked up while it runs.
/// </summary>
internal abstract class Completion<T>(ValueSite site)
{
    protected ValueSite Site { get; } = site;

    /// <summary>Whether something below has to be loaded before the value can be written.</summary>
    public virtual bool Waits => false;

    /// <summary>Writes the value. False means that it is null where the schema allows none: what has been written of
    /// it is void, and the parent has to become null (section 6.4.4 "Handling Execution Errors").</summary>
    /// <param name="value">What the resolver returned.</param>
    /// <param name="state">Where to write.</param>
    /// <param name="child">The place of the value's first object among those gathered for loading.</param>
    public abstract bool Write(T value, ExecutionState state, int child);

    /// <summary>How many objects <see cref="Gather"/> finds in the value.</summary>
    public virtual int CountObjects(T value) => 0;

    /// <summary>A collection for the objects in the values of a level; null when nothing below waits.</summary>
    public virtual Gathered? StartGathering() => null;

    /// <summary>Adds the objects of one value, in the order they are written.</summary>
    public virtual void Gather(T value, Gathered into)
    {
    }

    /// <summary>Loads what the gathered objects wait for.</summary>
    public virtual ValueTask LoadAsync(Gathered gathered, ExecutionState state) => default;

    /// <summary>The resolver returned null.</summary>
    protected bool Absent(ExecutionState state)
    {
        if (!Site.IsNullable)
        {
            state.Report(Site, $"Cannot return null for non-nullable field {Site.Field}.", ErrorCodes.Internal);
            return false;
        }

        state.Output.WriteNull();
        return true;
    }

    /// <summary>The value could not be written: it is null, or its parent is.</summary>
    protected bool Retreat(ExecutionState state, int start)
    {
        if (!Site.IsNullable)
        {
            return false;
        }

        state.TruncateTo(start);
        state.Output.WriteNull();
        return true;
    }
}
