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

/// <summary>A field of parents of <typeparamref name="TParent"/> with values of <typeparamref
/// name="TValue"/>.</summary>
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
