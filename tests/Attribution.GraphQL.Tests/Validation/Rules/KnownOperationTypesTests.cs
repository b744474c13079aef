using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.2.1.1 "Operation Type Existence".</summary>
public class KnownOperationTypesTests
{
    private static readonly Schema ReadOnly = Schema.Build([new Source("type Query { hello: String }")]);

    [Fact]
    public void A_kind_that_the_schema_has() =>
        Rule<KnownOperationTypes>.Accepts("query helloQuery { hello }", ReadOnly);

    [Fact]
    public void A_kind_that_it_has_not() => Rule<KnownOperationTypes>.RejectsWith(
        ReadOnly,
        """
        mutation goodbyeMutation { goodbye }
        subscription s { goodbye }
        """,
        "The schema does not take mutation operations. 1:1",
        "The schema does not take subscription operations. 2:1");
}
