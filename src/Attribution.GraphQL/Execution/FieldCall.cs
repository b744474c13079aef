using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>What a resolver may know of the call it answers.</summary>
public sealed class FieldCall
{
    private readonly InputValues _arguments;
    private readonly IReadOnlySet<string> _selected;

    internal FieldCall(
        Schema schema,
        InputValues arguments,
        IReadOnlySet<string> selected,
        IServiceProvider services,
        CancellationToken cancellation)
    {
        Schema = schema;
        _arguments = arguments;
        _selected = selected;
        Services = services;
        Cancellation = cancellation;
    }

    /// <summary>The schema the call belongs to.</summary>
    public Schema Schema { get; }

    /// <summary>The services of this request.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Ends when the client is gone or the time is up.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The value of an argument.</summary>
    public T Get<T>(InputKey<T> argument) => _arguments.Get(argument);

    /// <summary>Whether a field of the value is asked for, so that what nobody asks for need not be loaded: the total
    /// of a connection. Looks through fragments, but not into fields; second spellings count as the first.</summary>
    public bool Selects(string field) => _selected.Contains(field);

    /// <summary>Whether the argument has a value, null included.</summary>
    public bool Has(InputKey argument) => _arguments.Has(argument);
}
