using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>What the application bound to a field.</summary>
public abstract class FieldBinding
{
    private protected FieldBinding(string fieldName, IReadOnlyList<InputKey> arguments) =>
        (FieldName, Arguments) = (fieldName, arguments);

    /// <summary>The field's name in the schema.</summary>
    public string FieldName { get; }

    /// <summary>The arguments it reads.</summary>
    internal IReadOnlyList<InputKey> Arguments { get; }

    internal abstract bool IsStream { get; }

    internal abstract string? MismatchWith(GraphType type);

    /// <summary>How the field runs at one place of a document; a plan of parents of the binding's own type.</summary>
    internal abstract FieldPlan Plan(FieldSite site, PlanCompiler compiler);
}

/// <summary>A field of parents of <typeparamref name="TParent"/> with values of <typeparamref name="TValue"/>.</summary>
internal sealed class FieldBinding<TParent, TValue>(
    string fieldName,
    IReadOnlyList<InputKey> arguments,
    Output<TValue> output,
    Resolver<TParent, TValue> resolver) : FieldBinding(fieldName, arguments)
{
    public Output<TValue> Output { get; } = output;

    public Resolver<TParent, TValue> Resolver { get; } = resolver;

    internal override bool IsStream => Resolver is Resolver<TParent, TValue>.Stream;

    internal override string? MismatchWith(GraphType type) => Output.MismatchWith(type);

    internal override FieldPlan Plan(FieldSite site, PlanCompiler compiler) => compiler.Field(site, this);
}

/// <summary>Describes a field that reads arguments or waits; ends with one of the ways to resolve it.</summary>
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

    /// <summary>Computes the value without waiting.</summary>
    public FieldBinding Sync<TValue>(Output<TValue> output, Func<TParent, FieldCall, TValue> compute) =>
        Bind(output, new Resolver<TParent, TValue>.Sync(compute));

    /// <summary>Loads the value for one parent. Under a list this is one call per item: see
    /// <see cref="Batch{TValue}"/>.</summary>
    public FieldBinding Async<TValue>(Output<TValue> output, Func<TParent, FieldCall, ValueTask<TValue>> load) =>
        Bind(output, new Resolver<TParent, TValue>.Async(load));

    /// <summary>Loads the values for all parents of a level at once; the answer has one value per parent, in their
    /// order.</summary>
    public FieldBinding Batch<TValue>(
        Output<TValue> output,
        Func<IReadOnlyList<TParent>, FieldCall, ValueTask<IReadOnlyList<TValue>>> load) =>
        Bind(output, new Resolver<TParent, TValue>.Batch(load));

    /// <summary>Opens the stream of a subscription; for fields of the subscription root only.</summary>
    public FieldBinding Stream<TValue>(Output<TValue> output, Func<FieldCall, IAsyncEnumerable<TValue>> open) =>
        Bind(output, new Resolver<TParent, TValue>.Stream(open));

    private FieldBinding<TParent, TValue> Bind<TValue>(Output<TValue> output, Resolver<TParent, TValue> resolver) =>
        new(_name, _arguments, output, resolver);
}
