using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.2.3.1 "Lone Anonymous Operation".</summary>
public class LoneAnonymousOperationTests
{
    [Fact]
    public void One_anonymous_operation_is_fine() =>
        Rule<LoneAnonymousOperation>.Accepts(
            """
            {
              dog { name }
            }
            """);

    [Fact]
    public void An_anonymous_operation_beside_another_is_not() =>
        Rule<LoneAnonymousOperation>.Rejects(
            """
            {
              dog { name }
            }
            query getName {
              dog { owner { name } }
            }
            """,
            "This anonymous operation must be the only defined operation. 1:1");

    [Fact]
    public void Fragments_do_not_count() =>
        Rule<LoneAnonymousOperation>.Accepts(
            """
            { dog { ...names } }
            fragment names on Dog { name }
            """);
}
