using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation;

/// <summary>Holds documents against the rules of section 5 "Validation". One walk serves all rules.</summary>
public static class Validator
{
    /// <summary>Validates a document that is to be executed.</summary>
    /// <param name="schema">What it is to be executed against.</param>
    /// <param name="document">As the parser read it.</param>
    /// <param name="options">The limits; <see cref="ValidationOptions.Default"/> when absent.</param>
    /// <returns>What is wrong, in the order it was found; nothing when the document may be executed.</returns>
    public static IReadOnlyList<GraphQLError> Validate(
        Schema schema, Document document, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        var rules = options.AllowIntrospection ? SpecifiedRules.Executable : SpecifiedRules.WithoutIntrospection;
        return Validate(schema, document, rules, options);
    }

    /// <summary>Validates the fragments of a schema before types are made of them.</summary>
    internal static IReadOnlyList<GraphQLError> ValidateSdl(Document document, Schema? extended = null) =>
        Validate(extended, document, SpecifiedRules.TypeSystem, ValidationOptions.Default);

    internal static IReadOnlyList<GraphQLError> Validate(
        Schema? schema, Document document, RuleSet rules, ValidationOptions options) =>
        Run(schema, document, rules, options).Errors;

    /// <summary>Validates a document; the answer knows what it took besides what it found.</summary>
    internal static ValidationContext Run(
        Schema? schema, Document document, RuleSet rules, ValidationOptions options)
    {
        var context = new ValidationContext(schema, document, options);
        SyntaxWalk.Visit(document, new ValidationWalk(context, rules));
        return context;
    }
}
