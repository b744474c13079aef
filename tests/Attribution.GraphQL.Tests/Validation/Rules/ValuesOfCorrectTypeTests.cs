using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Sections 5.6.1 "Values of Correct Type", 5.6.2 "Input Object Field Names" and 5.6.4 "Required
/// Fields".</summary>
public class ValuesOfCorrectTypeTests
{
    [Fact]
    public void Values_of_the_right_type() =>
        Rule<ValuesOfCorrectType>.Accepts(
            """
            fragment goodBooleanArg on Arguments { booleanArgField(booleanArg: true) }
            fragment coercedIntIntoFloatArg on Arguments { floatArgField(floatArg: 123) }
            fragment id on Arguments { a: idArgField(id: 7) b: idArgField(id: "7") }
            query goodComplexDefaultValue($search: FindDogInput = { name: "Fido" }) {
              findDog(searchBy: $search) { name }
            }
            query list { a: booleanList(booleanListArg: [true, false]) b: booleanList(booleanListArg: true) }
            """);

    [Fact]
    public void A_string_for_an_Int() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            fragment stringIntoInt on Arguments {
              intArgField(intArg: "123")
            }
            """,
            "Int cannot represent non-integer value: \"123\" 2:23");

    [Fact]
    public void A_number_for_a_field_of_an_input_object() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            query badComplexValue {
              findDog(searchBy: { name: 123 }) { name }
            }
            """,
            "String cannot represent a non string value: 123 2:29");

    [Fact]
    public void An_Int_that_needs_more_than_32_bits() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            fragment big on Arguments { intArgField(intArg: 2147483648) }
            """,
            "Int cannot represent non 32-bit signed integer value: 2147483648 1:49");

    [Fact]
    public void An_unknown_enum_value() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            fragment sit on Dog { doesKnowCommand(dogCommand: SITT) }
            """,
            "Value \"SITT\" does not exist in \"DogCommand\" enum. Did you mean the enum value \"SIT\"? 1:51");

    [Fact]
    public void A_string_for_an_enum_value() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            fragment sit on Dog { doesKnowCommand(dogCommand: "SIT") }
            """,
            "Enum \"DogCommand\" cannot represent non-enum value: \"SIT\". Did you mean the enum "
            + "value \"SIT\"? 1:51");

    [Fact]
    public void Null_where_a_value_has_to_be() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            fragment sit on Dog { doesKnowCommand(dogCommand: null) }
            """,
            "Expected value of type \"DogCommand!\", found null. 1:51");

    [Fact]
    public void An_item_of_a_list_that_may_not_be_null() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            { booleanList(booleanListArg: [true, null]) }
            """,
            "Expected value of type \"Boolean!\", found null. 1:38");

    [Fact]
    public void A_field_that_the_input_object_does_not_have() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            {
              findDog(searchBy: { favoriteCookieFlavor: "Bacon" }) { name }
            }
            """,
            "Field \"favoriteCookieFlavor\" is not defined by type \"FindDogInput\". 2:23");

    [Fact]
    public void Exactly_one_field_of_a_oneOf_input_object() =>
        Rule<ValuesOfCorrectType>.Accepts(
            """
            { a: findPet(by: {name: "Fido"}) { name } }
            """);

    [Fact]
    public void None_and_two_and_null_of_a_oneOf_input_object() =>
        Rule<ValuesOfCorrectType>.Rejects(
            """
            {
              a: findPet(by: {}) { name }
              b: findPet(by: {name: "Fido", id: 1}) { name }
              c: findPet(by: {name: null}) { name }
            }
            """,
            "OneOf Input Object \"FindPetInput\" must specify exactly one key. 2:18",
            "OneOf Input Object \"FindPetInput\" must specify exactly one key. 3:18",
            "Field \"FindPetInput.name\" must be non-null. 4:18");
}
