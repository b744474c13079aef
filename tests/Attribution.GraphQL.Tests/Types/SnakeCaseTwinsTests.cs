using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Tests.Types;

public class SnakeCaseTwinsTests
{
    [Theory]
    [InlineData("id", "id")]
    [InlineData("createdAt", "created_at")]
    [InlineData("stixURLList", "stix_url_list")]
    [InlineData("baseURL", "base_url")]
    [InlineData("tlp2Level", "tlp2_level")]
    [InlineData("already_snake", "already_snake")]
    public void A_name_is_spelled_in_words(string name, string expected) =>
        SnakeCaseTwins.Spell(name).ShouldBe(expected);

    [Fact]
    public void Optional_names_of_several_words_have_a_twin()
    {
        var type = Build("type Query { createdAt(sortBy: Int, atLeast: Int!, upTo: Int! = 3): Int }").Query!;

        type.Fields.Select(field => field.Name).ShouldBe(["createdAt", "created_at"]);
        var twin = type.Fields[1];
        twin.DeprecationReason.ShouldBe("Use createdAt.");
        twin.TwinOf.ShouldBe(type.Fields[0]);
        twin.Arguments.Select(argument => argument.Name).ShouldBe(["sortBy", "sort_by", "atLeast", "upTo", "up_to"]);
        twin.Arguments[1].TwinOf.ShouldBe(twin.Arguments[0]);
    }

    [Fact]
    public void A_name_that_is_taken_gets_no_twin() =>
        Build("type Query { createdAt: Int created_at: String }").Query!.Fields
            .ShouldAllBe(field => field.TwinOf == null);

    [Fact]
    public void Types_of_the_specification_get_none() =>
        Build("type Query { aB: Int }").Types.OfType<ObjectType>()
            .Where(type => type.IsSpecified)
            .SelectMany(type => type.Fields)
            .ShouldAllBe(field => field.TwinOf == null);

    private static Schema Build(string sdl) =>
        Schema.Build([new Source(sdl)], new SchemaOptions { AddSnakeCaseTwins = true });
}
