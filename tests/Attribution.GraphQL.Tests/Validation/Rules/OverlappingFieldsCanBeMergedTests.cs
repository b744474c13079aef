using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.3.2 "Field Selection Merging".</summary>
public class OverlappingFieldsCanBeMergedTests
{
    [Fact]
    public void The_same_field_twice_merges() =>
        Rule<OverlappingFieldsCanBeMerged>.Accepts(
            """
            fragment mergeIdenticalFields on Dog { name name }
            fragment mergeIdenticalAliasesAndFields on Dog { otherName: name otherName: name }
            """);

    [Fact]
    public void An_alias_that_hides_another_field_does_not() =>
        Rule<OverlappingFieldsCanBeMerged>.Rejects(
            """
            fragment conflictingBecauseAlias on Dog {
              name: nickname
              name
            }
            """,
            "Fields \"name\" conflict because \"nickname\" and \"name\" are different fields. Use "
            + "different aliases on the fields to fetch both if this was intentional. 2:3 3:3");

    [Fact]
    public void The_same_arguments_merge_in_any_order() =>
        Rule<OverlappingFieldsCanBeMerged>.Accepts(
            """
            fragment mergeIdenticalFieldsWithIdenticalArgs on Dog {
              doesKnowCommand(dogCommand: SIT)
              doesKnowCommand(dogCommand: SIT)
            }
            fragment anyOrder on Arguments { multipleRequirements(x: 1, y: 2) multipleRequirements(y: 2, x: 1) }
            fragment objects on Query {
              findDog(searchBy: {name: "a", owner: "b"}) { name }
              findDog(searchBy: {owner: "b", name: "a"}) { name }
            }
            """);

    [Fact]
    public void Different_arguments_do_not() =>
        Rule<OverlappingFieldsCanBeMerged>.Rejects(
            """
            fragment conflictingArgsOnValues on Dog {
              doesKnowCommand(dogCommand: SIT)
              doesKnowCommand(dogCommand: HEEL)
            }
            """,
            "Fields \"doesKnowCommand\" conflict because they have differing arguments. Use "
            + "different aliases on the fields to fetch both if this was intentional. 2:3 3:3");

    [Fact]
    public void A_value_and_a_variable_do_not() =>
        Rule<OverlappingFieldsCanBeMerged>.Rejects(
            """
            fragment conflictingArgsValueAndVar on Dog {
              doesKnowCommand(dogCommand: SIT)
              doesKnowCommand(dogCommand: $dogCommand)
            }
            """,
            "Fields \"doesKnowCommand\" conflict because they have differing arguments. Use "
            + "different aliases on the fields to fetch both if this was intentional. 2:3 3:3");

    [Fact]
    public void Two_variables_do_not() =>
        Rule<OverlappingFieldsCanBeMerged>.Rejects(
            """
            fragment conflictingArgsWithVars on Dog {
              doesKnowCommand(dogCommand: $varOne)
              doesKnowCommand(dogCommand: $varTwo)
            }
            """,
            "Fields \"doesKnowCommand\" conflict because they have differing arguments. Use "
            + "different aliases on the fields to fetch both if this was intentional. 2:3 3:3");

    [Fact]
    public void With_and_without_an_argument_do_not() =>
        Rule<OverlappingFieldsCanBeMerged>.Rejects(
            """
            fragment differingArgs on Dog {
              doesKnowCommand(dogCommand: SIT)
              doesKnowCommand
            }
            """,
            "Fields \"doesKnowCommand\" conflict because they have differing arguments. Use "
            + "different aliases on the fields to fetch both if this was intentional. 2:3 3:3");

    [Fact]
    public void Fields_that_no_object_has_both_of_are_safe() =>
        Rule<OverlappingFieldsCanBeMerged>.Accepts(
            """
            fragment safeDifferingFields on Pet {
              ... on Dog { volume: barkVolume }
              ... on Cat { volume: meowVolume }
            }
            fragment safeDifferingArgs on Pet {
              ... on Dog { doesKnowCommand(dogCommand: SIT) }
              ... on Cat { doesKnowCommand(catCommand: JUMP) }
            }
            """);

    [Fact]
    public void Shapes_have_to_be_the_same_even_then() =>
        Rule<OverlappingFieldsCanBeMerged>.Rejects(
            """
            fragment conflictingDifferingResponses on Pet {
              ... on Dog { someValue: nickname }
              ... on Cat { someValue: meowVolume }
            }
            """,
            "Fields \"someValue\" conflict because they return conflicting types \"String\" and "
            + "\"Int\". Use different aliases on the fields to fetch both if this was intentional. 2:16 3:16");

    [Fact]
    public void Fields_that_stream_differently_do_not_merge() =>
        Rule<OverlappingFieldsCanBeMerged>.Rejects(
            """
            { dogs @stream(initialCount: 1) { name } dogs @stream { name } }
            """,
            "Fields \"dogs\" conflict because they have differing stream directives. Use different "
            + "aliases on the fields to fetch both if this was intentional. 1:3 1:42");

    [Fact]
    public void A_conflict_two_levels_down_in_two_fragments_is_found_once() =>
        Rule<OverlappingFieldsCanBeMerged>.Rejects(
            """
            { ...a ...b }
            fragment a on Query { dog { owner { x: name } } }
            fragment b on Query { dog { owner { x: __typename } } }
            """,
            "Fields \"dog\" conflict because subfields \"owner\" conflict because subfields \"x\" "
            + "conflict because \"name\" and \"__typename\" are different fields. "
            + "Use different aliases on the fields to fetch both if this was intentional. "
            + "2:23 2:29 2:37 3:23 3:29 3:37");
}
