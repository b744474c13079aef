using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Validation;
using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>For clients that move away from old names.</summary>
public class NoDeprecatedTests
{
    [Fact]
    public void Uses_of_deprecated_names_are_found()
    {
        var schema = Schema.Build(
            [new Source("type Query { createdAt(atLeast: Int): Int }")],
            new SchemaOptions { AddSnakeCaseTwins = true });
        var source = new Source("{ createdAt(at_least: 1) old: created_at }");
        Parser.TryParse(source, limits: null, out var document, out _).ShouldBeTrue();
        var rule = new RuleSet(new SpecifiedRule("deprecations", context => new NoDeprecated(context)));

        Validator.Validate(schema, document!, rule, ValidationOptions.Default).Select(error => error.Message).ShouldBe(
        [
            "Field \"Query.createdAt\" argument \"at_least\" is deprecated. Use atLeast.",
            "The field Query.created_at is deprecated. Use createdAt.",
        ]);
    }
}
