using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.5.1.4 "Fragments Must Be Used".</summary>
public class NoUnusedFragmentsTests
{
    [Fact]
    public void A_fragment_that_nothing_uses() =>
        Rule<NoUnusedFragments>.Rejects(
            """
            fragment nameFragment on Dog { # unused
              name
            }
            { dog { name } }
            """,
            "Fragment \"nameFragment\" is never used. 1:1");

    [Fact]
    public void A_fragment_used_by_another_fragment_counts() =>
        Rule<NoUnusedFragments>.Accepts(
            """
            { dog { ...a } }
            fragment a on Dog { ...b }
            fragment b on Dog { name }
            """);

    [Fact]
    public void Fragments_that_only_use_each_other_do_not() =>
        Rule<NoUnusedFragments>.Rejects(
            """
            { dog { name } }
            fragment a on Dog { ...b }
            fragment b on Dog { ...a }
            """,
            "Fragment \"a\" is never used. 2:1",
            "Fragment \"b\" is never used. 3:1");
}
