using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Sdl;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Validation;

namespace Attribution.GraphQL.Tests.Validation;

/// <summary>Runs one rule on one document.</summary>
internal static class Rule<TRule>
    where TRule : ValidationRule
{
    /// <summary>The rule has nothing to say.</summary>
    public static void Accepts(string document, Schema? schema = null) =>
        Errors(document, schema ?? ExampleSchema.Schema, SpecifiedRules.WithoutIntrospection).ShouldBeEmpty();

    /// <summary>The rule reports these errors: the message and the places.</summary>
    public static void Rejects(string document, params string[] errors) =>
        Errors(document, ExampleSchema.Schema, SpecifiedRules.WithoutIntrospection).ShouldBe(errors);

    /// <summary>The rule reports these errors against a schema of its own.</summary>
    public static void RejectsWith(Schema schema, string document, params string[] errors) =>
        Errors(document, schema, SpecifiedRules.WithoutIntrospection).ShouldBe(errors);

    /// <summary>The rule has nothing to say about a fragment of a schema.</summary>
    public static void AcceptsSdl(string document) =>
        Errors(document, schema: null, SpecifiedRules.TypeSystem).ShouldBeEmpty();

    /// <summary>The rule reports these errors in a fragment of a schema.</summary>
    public static void RejectsSdl(string document, params string[] errors) =>
        Errors(document, schema: null, SpecifiedRules.TypeSystem).ShouldBe(errors);

    /// <summary>The rule reports these errors in a fragment that extends a schema.</summary>
    public static void RejectsExtension(string schema, string document, params string[] errors)
    {
        var extended = BuildSchema.Unchecked(Parse(schema), new SchemaOptions(), out _);
        Errors(document, extended, SpecifiedRules.TypeSystem).ShouldBe(errors);
    }

    private static IReadOnlyList<string> Errors(string text, Schema? schema, RuleSet rules)
    {
        var none = new ValidationContext(schema: null, new Document(default, []), ValidationOptions.Default);
        var one = new RuleSet(rules.Rules.Single(rule => rule.Create(none) is TRule));
        return [.. Validator.Validate(schema, Parse(text), one, ValidationOptions.Default).Select(Describe)];
    }

    private static string Describe(GraphQLError error) =>
        string.Join(' ', [error.Message, .. error.Locations.Select(at => $"{at.Line}:{at.Column}")]);

    private static Document Parse(string text)
    {
        Parser.TryParse(new Source(text), limits: null, out var document, out var error).ShouldBeTrue(error?.Message);
        return document!;
    }
}
