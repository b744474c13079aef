namespace Attribution.GraphQL.Execution;

/// <summary>One field of a plan (section 6.4 "Executing Fields").</summary>
internal abstract class FieldPlan(FieldSite site)
{
    public FieldSite Site { get; } = site;

    /// <summary>Whether the field, or something below it, has to be loaded before it can be written.</summary>
    public abstract bool Waits { get; }

    /// <summary>The response key as it stands before the value, with the separator to the field before it.</summary>
    protected byte[] Prefix { get; private set; } = [];

    /// <summary>Says whether this is the first field of its object.</summary>
    public virtual void PlaceFirst(bool isFirst) => Prefix = Site.Prefix(isFirst);
}

/// <summary>A field of parents of <typeparamref name="TParent"/>.</summary>
internal abstract class FieldPlan<TParent>(FieldSite site) : FieldPlan(site)
{
    /// <summary>Writes key and value. False means that the parent has to become null; what is written is void then.
    /// </summary>
    public abstract bool Write(TParent parent, int index, ExecutionState state);

    /// <summary>Loads what the field waits for, for all parents of the level. Never throws for a resolver's sake:
    /// failures are kept and written where they belong.</summary>
    public virtual ValueTask LoadAsync(IReadOnlyList<TParent> parents, ExecutionState state) => default;

    /// <summary>Writes the field whose resolver threw: null, if it may be null.</summary>
    public bool WriteFailure(Exception exception, ExecutionState state)
    {
        state.ReportFailure(Site, exception);
        return WriteNull(state);
    }

    protected bool WriteNull(ExecutionState state)
    {
        if (Site.Field.Type is Types.NonNullType)
        {
            return false;
        }

        state.Output.WriteRaw(Prefix);
        state.Output.WriteNull();
        return true;
    }
}

/// <summary><c>__typename</c>, whose value is known when the plan is made.</summary>
internal sealed class TypeNamePlan<TParent>(FieldSite site) : FieldPlan<TParent>(site)
{
    private readonly byte[] _value = System.Text.Encoding.UTF8.GetBytes($"\"{site.ParentType.Name}\"");

    public override bool Waits => false;

    public override bool Write(TParent parent, int index, ExecutionState state)
    {
        state.Output.WriteRaw(Prefix);
        state.Output.WriteRaw(_value);
        return true;
    }
}

/// <summary>A property of the parent with nothing to wait for below: read while it is written.</summary>
internal sealed class PropertyPlan<TParent, TValue>(
    FieldSite site, Func<TParent, TValue> read, Completion<TValue> completion) : FieldPlan<TParent>(site)
{
    public override bool Waits => false;

    public override bool Write(TParent parent, int index, ExecutionState state)
    {
        state.Output.WriteRaw(Prefix);
        return completion.Write(read(parent), state, child: 0);
    }
}

/// <summary>A computation with nothing to wait for below.</summary>
internal sealed class ComputedPlan<TParent, TValue>(
    FieldSite site,
    CallPlan call,
    Func<TParent, FieldCall, TValue> compute,
    Completion<TValue> completion) : FieldPlan<TParent>(site)
{
    public override bool Waits => false;

    public override bool Write(TParent parent, int index, ExecutionState state)
    {
        if (call.TryGet(state, out var fieldCall, out var problem))
        {
            state.Output.WriteRaw(Prefix);
            return completion.Write(compute(parent, fieldCall), state, child: 0);
        }

        state.ReportBadInput(Site, problem);
        return WriteNull(state);
    }
}
