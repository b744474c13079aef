using Attribution.GraphQL.Language;
using Attribution.GraphQL.Tests.Validation;

namespace Attribution.GraphQL.Tests.Language;

/// <summary>Section 2.14 "Schema Coordinates".</summary>
public class SchemaCoordinateTests
{
    [Theory]
    [InlineData("Dog")]
    [InlineData("Dog.name")]
    [InlineData("Dog.doesKnowCommand(dogCommand:)")]
    [InlineData("FindDogInput.name")]
    [InlineData("DogCommand.SIT")]
    [InlineData("@skip")]
    [InlineData("@deprecated(reason:)")]
    public void A_coordinate_finds_its_element(string text)
    {
        SchemaCoordinate.TryParse(text, out var coordinate, out _).ShouldBeTrue();

        coordinate!.ToString().ShouldBe(text);
        var expected = text.Split('.', '(', '@')[^1].TrimEnd(')', ':');
        ExampleSchema.Schema.Find(coordinate)!.Name.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Cow")]
    [InlineData("Dog.moo")]
    [InlineData("Dog.name(loud:)")]
    [InlineData("DogCommand.SIT(x:)")]
    [InlineData("@unknown")]
    public void A_coordinate_of_nothing_finds_nothing(string text)
    {
        SchemaCoordinate.TryParse(text, out var coordinate, out _).ShouldBeTrue();

        ExampleSchema.Schema.Find(coordinate!).ShouldBeNull();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("Dog.", 5)]
    [InlineData("Dog .name", 4)]
    [InlineData("Dog.name(x)", 11)]
    [InlineData("@skip.if", 6)]
    [InlineData("Dog(x:)", 4)]
    [InlineData("Dog.name.first", 9)]
    public void What_is_no_coordinate_is_an_error_with_its_place(string text, int column)
    {
        SchemaCoordinate.TryParse(text, out _, out var error).ShouldBeFalse();

        error!.Locations[0].Column.ShouldBe(column);
    }
}
