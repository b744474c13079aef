using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Types.Binding;

/// <summary>How the value of an interface or union is told apart (section 6.4.3 "Value Completion").</summary>
public abstract class AbstractBinding
{
    private protected AbstractBinding(string typeName) => TypeName = typeName;

    /// <summary>The interface or union in the schema.</summary>
    public string TypeName { get; }

    /// <summary>The object types it can be, each with the CLR type of its parent value.</summary>
    internal abstract IEnumerable<(string TypeName, Type ClrType)> CaseTypes { get; }
}

/// <summary>How a <typeparamref name="T"/> is told apart: by the first case whose CLR type it has.</summary>
public sealed class AbstractBinding<T> : AbstractBinding
    where T : notnull
{
    private readonly List<AbstractCase<T>> _cases = [];

    internal AbstractBinding(string typeName)
        : base(typeName)
    {
    }

    internal IReadOnlyList<AbstractCase<T>> Cases => _cases;

    internal override IEnumerable<(string TypeName, Type ClrType)> CaseTypes =>
        _cases.Select(@case => (@case.TypeName, @case.ClrType));

    /// <summary>A value of <typeparamref name="TCase"/> is of this object type. Every possible type needs a case.
    /// </summary>
    public AbstractBinding<T> Is<TCase>(string typeName)
        where TCase : class, T
    {
        _cases.Add(new AbstractCase<T, TCase>(typeName));
        return this;
    }
}

/// <summary>One object type that a <typeparamref name="T"/> can be.</summary>
internal abstract class AbstractCase<T>(string typeName)
    where T : notnull
{
    public string TypeName { get; } = typeName;

    public abstract Type ClrType { get; }

    public abstract bool Matches(T value);

    /// <summary>What is selected on the type at one place of a document.</summary>
    public abstract CasePlan<T> Plan(ObjectType type, FieldSite site, PlanCompiler compiler);
}

internal sealed class AbstractCase<T, TCase>(string typeName) : AbstractCase<T>(typeName)
    where T : notnull
    where TCase : class, T
{
    public override Type ClrType => typeof(TCase);

    public override bool Matches(T value) => value is TCase;

    public override CasePlan<T> Plan(ObjectType type, FieldSite site, PlanCompiler compiler) =>
        new CasePlan<T, TCase>(compiler.Object<TCase>(type, site));
}
