using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>
/// How a field gets its value (section 6.4.2 "Value Resolution"). The case decides what the executor has to do: a
/// property is read in line while the response is written, a batch is asked once for all parents of a level.
/// </summary>
internal abstract record Resolver<TParent, TValue>
{
    private Resolver()
    {
    }

    /// <summary>A property of the parent: no arguments, no waiting.</summary>
    public sealed record Property(Func<TParent, TValue> Read) : Resolver<TParent, TValue>;

    /// <summary>A computation without waiting.</summary>
    public sealed record Sync(Func<TParent, FieldCall, TValue> Compute) : Resolver<TParent, TValue>;

    /// <summary>A computation that may wait, for one parent.</summary>
    public sealed record Async(Func<TParent, FieldCall, ValueTask<TValue>> Load) : Resolver<TParent, TValue>;

    /// <summary>A computation that may wait, for all parents at once: one result per parent, in their order.</summary>
    public sealed record Batch(
        Func<IReadOnlyList<TParent>, FieldCall, ValueTask<IReadOnlyList<TValue>>> Load) : Resolver<TParent, TValue>;

    /// <summary>A list whose items arrive one by one: the first of them, as many as asked for, or all.</summary>
    public sealed record Items(
        Func<TParent, FieldCall, int?, ValueTask<TValue>> Load) : Resolver<TParent, TValue>;

    /// <summary>The source stream of a subscription (section 6.2.3): each event is a value of the field.</summary>
    public sealed record Stream(Func<FieldCall, IAsyncEnumerable<TValue>> Open) : Resolver<TParent, TValue>;
}
