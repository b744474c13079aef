using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>What a resolver may know of the call it answers.</summary>
public sealed class FieldCall
{
    private readonly InputValues _arguments;
    private readonly IReadOnlySet<string> _selected;
    private readonly FieldSite _site;
    private readonly ExecutionState _state;

    internal FieldCall(
        Schema schema,
        InputValues arguments,
        IReadOnlySet<string> selected,
        FieldSite site,
        ExecutionState state)
    {
        Schema = schema;
        _arguments = arguments;
        _selected = selected;
        _site = site;
        _state = state;
    }

    /// <summary>The schema the call belongs to.</summary>
    public Schema Schema { get; }

    /// <summary>The services of this request.</summary>
    public IServiceProvider Services => _state.Services;

    /// <summary>Ends when the client is gone or the time is up.</summary>
    public CancellationToken Cancellation => _state.Cancellation;

    /// <summary>The value of an argument.</summary>
    public T Get<T>(InputKey<T> argument) => _arguments.Get(argument);

    /// <summary>Whether a field of the value is asked for, so that what nobody asks for need not be loaded: the total
    /// of a connection. Looks through fragments, but not into fields; second spellings count as the first.</summary>
    public bool Selects(string field) => _selected.Contains(field);

    /// <summary>The fields of the value that are asked for, as <see cref="Selects"/> knows them.</summary>
    public IReadOnlySet<string> Selected => _selected;

    /// <summary>What the resolver leaves for the fields in its value, which find it by
    /// <see cref="Enclosing"/>.</summary>
    public object? Kept { get; set; }

    /// <summary>The call of the nearest field of that name which this one lies in, however deep; null when it lies in
    /// none. A field whose value is a root again can so change what holds for everything in it.</summary>
    public FieldCall? Enclosing(string field)
    {
        for (var site = _site.Parent; site is not null; site = site.Parent)
        {
            if ((site.Field.TwinOf ?? site.Field).Name == field && site.Call is { } plan)
            {
                return plan.TryGet(_state, out var call, out _) ? call : null;
            }
        }

        return null;
    }

    /// <summary>Whether the argument has a value, null included.</summary>
    public bool Has(InputKey argument) => _arguments.Has(argument);

    /// <summary>Closes a source when the last part of the response has been read.</summary>
    internal void KeepUntilDelivered(IAsyncDisposable source) => _state.KeepUntilDelivered(source);
}
