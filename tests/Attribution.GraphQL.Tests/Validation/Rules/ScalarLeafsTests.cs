using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.3.3 "Leaf Field Selections".</summary>
public class ScalarLeafsTests
{
    [Fact]
    public void A_scalar_without_selection_is_fine() =>
        Rule<ScalarLeafs>.Accepts(
            """
            fragment scalarSelection on Dog { barkVolume }
            """);

    [Fact]
    public void A_scalar_with_a_selection_is_not() =>
        Rule<ScalarLeafs>.Rejects(
            """
            fragment scalarSelectionsNotAllowedOnInt on Dog {
              barkVolume {
                sinceWhen
              }
            }
            """,
            "Field \"barkVolume\" must not have a selection since type \"Int\" has no subfields. 2:14");

    [Fact]
    public void Objects_interfaces_and_unions_need_one() =>
        Rule<ScalarLeafs>.Rejects(
            """
            query directQueryOnObjectWithoutSubFields { human }
            query directQueryOnInterfaceWithoutSubFields { pet }
            query directQueryOnUnionWithoutSubFields { catOrDog }
            """,
            "Field \"human\" of type \"Human\" must have a selection of subfields. Did you mean "
            + "\"human { ... }\"? 1:45",
            "Field \"pet\" of type \"Pet\" must have a selection of subfields. Did you mean \"pet { ... }\"? 2:48",
            "Field \"catOrDog\" of type \"CatOrDog\" must have a selection of subfields. Did you "
            + "mean \"catOrDog { ... }\"? 3:44");
}
