using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.4.1 "Argument Names".</summary>
public class KnownArgumentNamesTests
{
    [Fact]
    public void Known_arguments_are_fine() =>
        Rule<KnownArgumentNames>.Accepts(
            """
            fragment argOnRequiredArg on Dog { doesKnowCommand(dogCommand: SIT) }
            fragment argOnOptional on Dog { isHouseTrained(atOtherHomes: true) @include(if: true) }
            """);

    [Fact]
    public void An_unknown_argument_of_a_field() =>
        Rule<KnownArgumentNames>.Rejects(
            """
            fragment invalidArgName on Dog {
              doesKnowCommand(command: CLEAN_UP_HOUSE)
            }
            """,
            "Unknown argument \"command\" on field \"Dog.doesKnowCommand\". Did you mean \"dogCommand\"? 2:19");

    [Fact]
    public void An_unknown_argument_of_a_directive() =>
        Rule<KnownArgumentNames>.Rejects(
            """
            fragment invalidArgName on Dog {
              isHouseTrained(atOtherHomes: true) @include(unless: false)
            }
            """,
            "Unknown argument \"unless\" on directive \"@include\". 2:47");

    [Fact]
    public void Arguments_of_unknown_fields_and_directives_are_left_to_other_rules() =>
        Rule<KnownArgumentNames>.Accepts(
            """
            { dog { barkLoudly(times: 3) name @shout(times: 3) } }
            """);
}
