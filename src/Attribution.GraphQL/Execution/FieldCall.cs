using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>What a resolver may know of the call it answers.</summary>
public sealed class FieldCall
{
    private readonly InputValues _arguments;

    internal FieldCall(
        Schema schema, InputValues arguments, IServiceProvider services, CancellationToken cancellation)
    {
        Schema = schema;
        _arguments = arguments;
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

    /// <summary>Whether the argument has a value, null included.</summary>
    public bool Has(InputKey argument) => _arguments.Has(argument);
}
