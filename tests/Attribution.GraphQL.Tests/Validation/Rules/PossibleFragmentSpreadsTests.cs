using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.5.2.3 "Fragment Spread Is Possible".</summary>
public class PossibleFragmentSpreadsTests
{
    [Fact]
    public void Object_in_the_same_object() =>
        Rule<PossibleFragmentSpreads>.Accepts(
            """
            fragment dogFragment on Dog { ... on Dog { barkVolume } }
            """);

    [Fact]
    public void Object_in_another_object() =>
        Rule<PossibleFragmentSpreads>.Rejects(
            """
            fragment catInDogFragmentInvalid on Dog {
              ... on Cat { meowVolume }
            }
            """,
            "Fragment cannot be spread here as objects of type \"Dog\" can never be of type \"Cat\". 2:3");

    [Fact]
    public void Interface_and_union_in_an_object() =>
        Rule<PossibleFragmentSpreads>.Accepts(
            """
            fragment petNameFragment on Pet { name }
            fragment interfaceWithinObjectFragment on Dog { ...petNameFragment }
            fragment catOrDogNameFragment on CatOrDog { ... on Cat { meowVolume } }
            fragment unionWithObjectFragment on Dog { ...catOrDogNameFragment }
            """);

    [Fact]
    public void Object_in_interface_and_union() =>
        Rule<PossibleFragmentSpreads>.Accepts(
            """
            fragment petFragment on Pet { name ... on Dog { barkVolume } }
            fragment catOrDogFragment on CatOrDog { ... on Cat { meowVolume } }
            """);

    [Fact]
    public void Object_that_neither_can_be() =>
        Rule<PossibleFragmentSpreads>.Rejects(
            """
            fragment sentientFragment on Sentient {
              ... on Dog { barkVolume }
            }
            fragment humanOrAlienFragment on HumanOrAlien {
              ... on Cat { meowVolume }
            }
            """,
            "Fragment cannot be spread here as objects of type \"Sentient\" can never be of type \"Dog\". 2:3",
            "Fragment cannot be spread here as objects of type \"HumanOrAlien\" can never be of type \"Cat\". 5:3");

    [Fact]
    public void Abstract_types_that_share_an_object() =>
        Rule<PossibleFragmentSpreads>.Accepts(
            """
            fragment unionWithInterface on Pet { ...dogOrHumanFragment }
            fragment dogOrHumanFragment on DogOrHuman { ... on Dog { barkVolume } }
            """);

    [Fact]
    public void Abstract_types_that_share_none() =>
        Rule<PossibleFragmentSpreads>.Rejects(
            """
            fragment nonIntersectingInterfaces on Pet {
              ...sentientFragment
            }
            fragment sentientFragment on Sentient { name }
            """,
            "Fragment \"sentientFragment\" cannot be spread here as objects of type \"Pet\" can "
            + "never be of type \"Sentient\". 2:3");
}
