namespace Attribution.GraphQL.Language;

/// <summary>What the top level of a document consists of. The type system's cases are in the other half.</summary>
public abstract partial record Definition : SyntaxNode
{
    private Definition(Location location)
        : base(location)
    {
    }

    /// <summary>Section 2.3 "Operations". The short form <c>{ field }</c> has no name, variables or
    /// directives.</summary>
    public sealed record Operation(
        Location Location,
        Value.String? Description,
        OperationKind Kind,
        Name? Name,
        SyntaxList<VariableDefinition> Variables,
        SyntaxList<Language.Directive> Directives,
        SelectionSet SelectionSet) : Definition(Location);

    /// <summary>Section 2.8 "Fragments".</summary>
    public sealed record Fragment(
        Location Location,
        Value.String? Description,
        Name Name,
        TypeReference.Named TypeCondition,
        SyntaxList<Language.Directive> Directives,
        SelectionSet SelectionSet) : Definition(Location);
}

/// <summary>The three kinds of operations, and of root operation types.</summary>
public enum OperationKind
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Writes; root fields run one after the other.</summary>
    Mutation,

    /// <summary>Answers a stream of results.</summary>
    Subscription,
}

/// <summary>Section 2.10 "Variables".</summary>
public sealed record VariableDefinition(
    Location Location,
    Value.String? Description,
    Value.Variable Variable,
    TypeReference Type,
    Value? DefaultValue,
    SyntaxList<Directive> Directives) : SyntaxNode(Location);
