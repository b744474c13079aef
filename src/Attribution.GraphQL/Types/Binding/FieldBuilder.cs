using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>Describes a field that reads arguments or waits: first its arguments, then what it returns, then how.
/// </summary>
/// <typeparam name="TParent">What the object type's values are in code.</typeparam>
public sealed class FieldBuilder<TParent>
    where TParent : notnull
{
    private readonly string _name;
    private readonly List<InputKey> _arguments = [];

    internal FieldBuilder(string name) => _name = name;

    /// <summary>Declares that an argument is read, and as what. Every argument of the field has to be.</summary>
    public InputKey<T> Argument<T>(string name, Input<T> input)
    {
        var key = new InputKey<T>(name, _arguments.Count, input);
        _arguments.Add(key);
        return key;
    }

    /// <summary>An argument that always has a value.</summary>
    public InputKey<T> Argument<T>(string name)
        where T : notnull => Argument(name, Input.Of<T>());

    /// <summary>Says what the field returns; the answer takes the way it does so.</summary>
    public FieldResolution<TParent, TValue> Returns<TValue>(Output<TValue> output) => new(_name, _arguments, output);
}

/// <summary>The ways to resolve a field.</summary>
/// <typeparam name="TParent">What the object type's values are in code.</typeparam>
/// <typeparam name="TValue">What the field's values are in code.</typeparam>
public sealed class FieldResolution<TParent, TValue>
    where TParent : notnull
{
    private readonly string _name;
    private readonly IReadOnlyList<InputKey> _arguments;
    private readonly Output<TValue> _output;

    internal FieldResolution(string name, IReadOnlyList<InputKey> arguments, Output<TValue> output) =>
        (_name, _arguments, _output) = (name, arguments, output);

    /// <summary>Computes the value without waiting.</summary>
    public FieldBinding Sync(Func<TParent, FieldCall, TValue> compute) =>
        Bind(new Resolver<TParent, TValue>.Sync(compute));

    /// <summary>Loads the value for one parent. Under a list this is one call per item: see <see cref="Batch"/>.
    /// </summary>
    public FieldBinding Async(Func<TParent, FieldCall, ValueTask<TValue>> load) =>
        Bind(new Resolver<TParent, TValue>.Async(load));

    /// <summary>Loads the values for all parents of a level at once; the answer has one value per parent, in their
    /// order.</summary>
    public FieldBinding Batch(Func<IReadOnlyList<TParent>, FieldCall, ValueTask<IReadOnlyList<TValue>>> load) =>
        Bind(new Resolver<TParent, TValue>.Batch(load));

    /// <summary>Opens the stream of a subscription; for fields of the subscription root only.</summary>
    public FieldBinding Stream(Func<FieldCall, IAsyncEnumerable<TValue>> open) =>
        Bind(new Resolver<TParent, TValue>.Stream(open));

    internal FieldBinding<TParent, TValue> Bind(Resolver<TParent, TValue> resolver) =>
        new(_name, _arguments, _output, resolver);
}
