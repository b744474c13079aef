using Attribution.GraphQL.Language;
using Attribution.GraphQL.Sdl;
using Attribution.GraphQL.Types;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests.Sdl;

public class BuildSchemaTests
{
    private static readonly Source Campaigns = new(
        """
        type Campaign implements Node { id: ID! name: String! createdAt: DateTime! }
        extend type Query { campaigns(first: Int = 20, sortBy: Sort, searchText: String!): [Campaign!]! }
        scalar DateTime
        """,
        "campaigns.graphql");

    private static readonly Source Base = new(
        """
        "What the server knows."
        type Query { node(id: ID!): Node }
        interface Node { id: ID! }
        enum Sort { NAME }
        extend enum Sort { CREATED_AT @deprecated }
        input CampaignFilter { nameContains: String ownerId: ID! }
        extend type Query { count(where: CampaignFilter): Int! }
        """,
        "base.graphql");

    [Fact]
    public void Fragments_are_merged_whatever_their_order()
    {
        var one = PrintSchema.From(Schema.Build([Base, Campaigns]));
        var other = Schema.Build([Campaigns, Base]);

        other.Query!.Fields.Select(field => field.Name).ShouldBe(["node", "campaigns", "count"], ignoreOrder: true);
        Lines(PrintSchema.From(other)).ShouldBe(Lines(one));
    }

    [Fact]
    public void The_printed_schema_has_the_twins_and_builds_again()
    {
        var schema = Schema.Build([Base, Campaigns], new SchemaOptions { AddSnakeCaseTwins = true });
        var printed = PrintSchema.From(schema);

        Approval.Verify(printed, "schema.graphql");
        PrintSchema.From(Schema.Build([new Source(printed)])).ShouldBe(printed);
    }

    [Fact]
    public void Every_error_names_the_file_it_is_in()
    {
        var broken = new Source("extend type Campaign { owner: Persn }\nextend type Camp { a: Int }", "owners.graphql");
        var unreadable = new Source("type {", "typo.graphql");

        Should.Throw<SchemaException>(() => Schema.Build([Base, Campaigns, broken])).Errors.Select(it => it.ToString())
            .ShouldBe(
            [
                "owners.graphql(1,31): Unknown type \"Persn\".",
                "owners.graphql(2,13): Cannot extend type \"Camp\" because it is not defined.",
            ]);
        Should.Throw<SchemaException>(() => Schema.Build([Base, unreadable])).Message
            .ShouldBe("typo.graphql(1,6): Syntax Error: Expected Name, found \"{\".");
    }

    [Fact]
    public void Scalars_of_the_specification_are_in_the_schema_when_something_has_them()
    {
        Schema.Build([new Source("type Query { a: Int }")]).Types.Find("Float").ShouldBeNull();
        Schema.Build([new Source("type Query { a: Float }")]).Types.Find("Float").ShouldNotBeNull();
    }

    [Fact]
    public void Root_types_may_have_other_names()
    {
        var schema = Schema.Build([new Source(
            "schema { query: Q } extend schema { mutation: M } type Q { a: Int } type M { b: Int }")]);

        schema.Query!.Name.ShouldBe("Q");
        schema.Mutation!.Name.ShouldBe("M");
        schema.Subscription.ShouldBeNull();
        PrintSchema.From(schema).ShouldStartWith("schema {\n  query: Q\n  mutation: M\n}");
    }

    private static List<string> Lines(string text) => [.. text.Split('\n').Order(StringComparer.Ordinal)];
}
