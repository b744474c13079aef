using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation;

/// <summary>One rule, looking at one document. What it looks at is what it implements: <see cref="IEnter{TNode}"/>,
/// <see cref="ILeave{TNode}"/>, <see cref="IEnterDirectives"/>.</summary>
internal abstract class ValidationRule(ValidationContext context)
{
    protected ValidationContext Context { get; } = context;
}

/// <summary>Is shown nodes before what is in them.</summary>
internal interface IEnter<TNode>
    where TNode : SyntaxNode
{
    void Enter(TNode node);
}

/// <summary>Is shown nodes after what is in them.</summary>
internal interface ILeave<TNode>
    where TNode : SyntaxNode
{
    void Leave(TNode node);
}

/// <summary>Is shown all directives of a node at once.</summary>
internal interface IEnterDirectives
{
    void Enter(SyntaxList<Directive> directives, SyntaxNode owner);
}

/// <summary>A rule in a list of rules.</summary>
/// <param name="Section">Where the specification states it, or what else asks for it.</param>
/// <param name="Create">Makes it for one document.</param>
internal sealed record SpecifiedRule(string Section, Func<ValidationContext, ValidationRule> Create);
