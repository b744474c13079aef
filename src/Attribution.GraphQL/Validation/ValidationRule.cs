using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation;

/// <summary>One rule, looking at one document.</summary>
internal abstract class ValidationRule(ValidationContext context) : SyntaxVisitor
{
    protected ValidationContext Context { get; } = context;
}

/// <summary>A rule in a list of rules.</summary>
/// <param name="Section">Where the specification states it, or what else asks for it.</param>
/// <param name="Create">Makes it for one document.</param>
internal sealed record SpecifiedRule(string Section, Func<ValidationContext, ValidationRule> Create);
