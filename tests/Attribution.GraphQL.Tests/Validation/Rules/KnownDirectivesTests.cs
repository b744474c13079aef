using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Sections 5.7.1 "Directives Are Defined" and 5.7.2 "Directives Are in Valid Locations".</summary>
public class KnownDirectivesTests
{
    [Fact]
    public void A_directive_in_its_place() =>
        Rule<KnownDirectives>.Accepts(
            """
            { dog @include(if: true) { name @onField } }
            """);

    [Fact]
    public void A_directive_elsewhere() =>
        Rule<KnownDirectives>.Rejects(
            """
            query @skip(if: $foo) {
              dog { name }
            }
            """,
            "Directive \"@skip\" may not be used on QUERY. 1:7");

    [Fact]
    public void A_directive_that_does_not_exist() =>
        Rule<KnownDirectives>.Rejects(
            """
            { dog @unknown { name } }
            """,
            "Unknown directive \"@unknown\". 1:7");

    [Fact]
    public void On_a_variable_and_a_fragment() =>
        Rule<KnownDirectives>.Rejects(
            """
            query ($v: Int @onField) { dog { ...a @onField } }
            fragment a on Dog @onField { name }
            """,
            "Directive \"@onField\" may not be used on VARIABLE_DEFINITION. 1:16",
            "Directive \"@onField\" may not be used on FRAGMENT_SPREAD. 1:39",
            "Directive \"@onField\" may not be used on FRAGMENT_DEFINITION. 2:19");
}
