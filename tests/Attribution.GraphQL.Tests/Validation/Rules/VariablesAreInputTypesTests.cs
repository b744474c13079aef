using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.8.2 "Variables Are Input Types".</summary>
public class VariablesAreInputTypesTests
{
    [Fact]
    public void Scalars_enums_and_input_objects() =>
        Rule<VariablesAreInputTypes>.Accepts(
            """
            query takesBoolean($atOtherHomes: Boolean) { dog { isHouseTrained(atOtherHomes: $atOtherHomes) } }
            query takesComplexInput($search: FindDogInput) { findDog(searchBy: $search) { name } }
            query TakesListOfBooleanBang($booleans: [Boolean!]) { booleanList(booleanListArg: $booleans) }
            """);

    [Fact]
    public void Objects_interfaces_and_unions() =>
        Rule<VariablesAreInputTypes>.Rejects(
            """
            query takesCat($cat: Cat) { dog { name } }
            query takesDogBang($dog: Dog!) { dog { name } }
            query takesListOfPet($pets: [Pet]) { dog { name } }
            query takesCatOrDog($catOrDog: CatOrDog) { dog { name } }
            """,
            "Variable \"$cat\" cannot be non-input type \"Cat\". 1:22",
            "Variable \"$dog\" cannot be non-input type \"Dog!\". 2:26",
            "Variable \"$pets\" cannot be non-input type \"[Pet]\". 3:29",
            "Variable \"$catOrDog\" cannot be non-input type \"CatOrDog\". 4:32");
}
