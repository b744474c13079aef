using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.5.2.1 "Fragment Spread Target Defined".</summary>
public class KnownFragmentNamesTests
{
    [Fact]
    public void A_fragment_that_does_not_exist() =>
        Rule<KnownFragmentNames>.Rejects(
            """
            {
              dog { ...undefinedFragment }
            }
            """,
            "Unknown fragment \"undefinedFragment\". 2:12");

    [Fact]
    public void A_fragment_that_does() =>
        Rule<KnownFragmentNames>.Accepts(
            """
            { dog { ...a } } fragment a on Dog { name }
            """);
}
