using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Tests.Types;

public class BindingTests
{
    private const string Sdl = """
        type Query {
          campaign(id: UUID!, asOf: DateTime): Campaign
          campaigns(first: Int = 20, where: Filter): [Campaign!]!
        }
        type Subscription { campaignChanged(id: UUID!): Campaign! }
        type Campaign {
          id: UUID! name: String! status: Status! note: String score: Int tags: [String!]! parent: Subject
        }
        enum Status { ACTIVE DORMANT }
        input Filter { name: String and: [Filter!] }
        interface Subject { id: UUID! }
        type Actor implements Subject { id: UUID! }
        scalar UUID
        scalar DateTime
        """;

    [Fact]
    public void A_complete_binding_is_taken()
    {
        var schema = Build().Bind(Complete());

        schema.IsBound.ShouldBeTrue();
        schema.Query!.Fields.ShouldAllBe(field => field.Binding != null);
        Should.Throw<InvalidOperationException>(() => schema.Bind(Complete()));
    }

    [Fact]
    public void A_twin_has_the_binding_of_its_original()
    {
        var schema = Schema.Build([new Source(Sdl)], new SchemaOptions { AddSnakeCaseTwins = true }).Bind(Complete());

        var subscription = schema.Subscription!;
        var original = subscription.Fields.Find("campaignChanged")!;
        subscription.Fields.Find("campaign_changed")!.Binding.ShouldBe(original.Binding);
    }

    [Fact]
    public void A_field_that_nothing_is_bound_to_is_named() =>
        ShouldFail("type Query { campaign: Int }", _ => { }, "Query.campaign is bound to nothing.");

    [Fact]
    public void A_field_that_is_bound_twice_is_named() => ShouldFail(
        "type Query { a: Int! }",
        bindings =>
        {
            bindings.Object<Root>("Query").Field("a", _ => 1);
            bindings.Object<Root>("Query").Field("a", _ => 2);
        },
        "Query.a is bound 2 times.");

    [Fact]
    public void A_field_that_the_schema_does_not_have_is_named() => ShouldFail(
        "type Query { a: Int! }",
        bindings => bindings.Object<Root>("Query").Field("a", _ => 1).Field("b", _ => 1),
        "Query.b is bound, but the schema has no such field.");

    [Fact]
    public void Null_where_the_schema_promises_a_value() => ShouldFail(
        "type Query { a: String! }",
        bindings => bindings.Object<Root>("Query").NullableField("a", string? (_) => null),
        "Query.a does not fit its binding: a value that may be null is bound, which cannot be a String!.");

    [Fact]
    public void A_value_of_another_type() => ShouldFail(
        "type Query { a: Int! }",
        bindings => bindings.Object<Root>("Query").Field("a", _ => "one"),
        "Query.a does not fit its binding: a String is bound, which cannot be a Int!.");

    [Fact]
    public void A_list_where_there_is_none_and_none_where_there_is_one() => ShouldFail(
        "type Query { a: Int! b: [Int!]! }",
        bindings => bindings.Object<Root>("Query").ListField("a", _ => new[] { 1 }).Field("b", _ => 1),
        "Query.a does not fit its binding: a list is bound, which cannot be a Int!.",
        "Query.b does not fit its binding: a Int32 is bound, which cannot be a [Int!]!.");

    [Fact]
    public void Arguments_that_do_not_fit() => ShouldFail(
        "type Query { a(b: Int, c: Int!, d: Int): Int! }",
        bindings => bindings.Object<Root>("Query").Define("a", field =>
        {
            field.Argument<int>("b");
            field.Argument<string>("c");
            field.Argument<int>("e");
            return field.Returns(Output.Of<int>()).Sync((_, _) => 1);
        }),
        "Query.a(b:) does not fit its binding: a value that is always there is asked for, which Int does not promise.",
        "Query.a(c:) does not fit its binding: a String is asked for, which a Int! is not.",
        "Query.a(e:) is read, but the schema has nothing of that name.",
        "Query.a(d:) is never read.");

    [Fact]
    public void Enum_values_that_do_not_fit() => ShouldFail(
        "type Query { a: E! } enum E { A B }",
        bindings =>
        {
            bindings.Enum("E", ("A", 1), ("C", 3));
            bindings.Object<Root>("Query").Field("a", _ => 1);
        },
        "E.B is an enum value that nothing stands for in code.",
        "E.C is bound, but the schema has no such enum value.");

    [Fact]
    public void Cases_that_are_missing_or_too_many() => ShouldFail(
        "type Query { a: I! } interface I { b: Int! } type T implements I { b: Int! } type U { b: Int! }",
        bindings =>
        {
            bindings.Abstract<object>("I").Is<string>("U");
            bindings.Object<Root>("Query").Field("a", _ => new object());
            bindings.Object<string>("T").Field("b", text => text.Length);
            bindings.Object<string>("U").Field("b", text => text.Length);
        },
        "I can be a T, but its binding has no case for it.",
        "I has a case for U, which it cannot be.");

    [Fact]
    public void Roots_scalars_and_streams_that_do_not_fit() => ShouldFail(
        "type Query { a: X } type Mutation { b: Int! } type Subscription { c: Int! } scalar X",
        bindings =>
        {
            bindings.Object<Root>("Query").NullableField("a", string? (_) => null);
            bindings.Object<string>("Mutation").Field("b", text => text.Length);
            bindings.Object<Root>("Subscription").Field("c", _ => 1);
        },
        "X is a scalar that nothing is bound to.",
        "Mutation is a root type: bind it with Root, not String.",
        "Subscription.c is a subscription: bind it with Stream.");

    [Fact]
    public void A_type_that_is_not_there_and_one_of_another_kind() => ShouldFail(
        "type Query { a: Int! } enum E { A }",
        bindings =>
        {
            bindings.Object<Root>("Query").Field("a", _ => 1);
            bindings.Object<string>("Nothing");
            bindings.Object<string>("E");
        },
        "Nothing is bound, but the schema has no such type.",
        "E is bound as something else than the schema says it is.");

    private static Schema Build(string sdl = Sdl) => Schema.Build([new Source(sdl)]);

    private static void ShouldFail(string sdl, Action<SchemaBindings> bind, params string[] problems)
    {
        var bindings = new SchemaBindings();
        bind(bindings);

        Should.Throw<SchemaException>(() => Build(sdl).Bind(bindings)).Errors.Select(error => error.Message)
            .ShouldBe(problems);
    }

    private static SchemaBindings Complete()
    {
        var bindings = new SchemaBindings();
        bindings.Enum("Status", ("ACTIVE", Status.Active), ("DORMANT", Status.Dormant));
        bindings.InputObject<Filter>("Filter", input =>
        {
            var name = input.Field("name", Input.Nullable<string>());
            var and = input.Field("and", Input.NullableList(Input.Of<Filter>()));
            return values => new Filter(values.Get(name), values.Get(and));
        });
        bindings.Abstract<ISubject>("Subject").Is<Actor>("Actor");
        bindings.Object<Actor>("Actor").Field("id", actor => actor.Id);
        bindings.Object<Campaign>("Campaign")
            .Field("id", campaign => campaign.Id)
            .Field("name", campaign => campaign.Name)
            .Field("status", campaign => campaign.Status)
            .NullableField("note", campaign => campaign.Note)
            .NullableField("score", campaign => campaign.Score)
            .ListField("tags", campaign => campaign.Tags)
            .Define("parent", field => field.Returns(Output.Nullable<ISubject>())
                .Batch((campaigns, _) => new(new ISubject?[campaigns.Count])));
        bindings.Object<Root>("Query")
            .Define("campaign", field =>
            {
                var id = field.Argument<Guid>("id");
                var asOf = field.Argument("asOf", Input.NullableValue<NodaTime.Instant>());
                return field.Returns(Output.Nullable<Campaign>()).Sync((_, call) =>
                    call.Get(asOf) is null ? new Campaign(call.Get(id), "a", Status.Active, null, null, []) : null);
            })
            .Define("campaigns", field =>
            {
                field.Argument<int>("first");
                field.Argument("where", Input.Nullable<Filter>());
                return field.Returns(Output.List<Campaign>()).Async((_, _) => new([]));
            });
        bindings.Object<Root>("Subscription").Define("campaignChanged", field =>
        {
            field.Argument<Guid>("id");
            return field.Returns(Output.Of<Campaign>()).Stream(_ => AsyncEnumerable.Empty<Campaign>());
        });
        return bindings;
    }

    private enum Status
    {
        Active,
        Dormant,
    }

    private interface ISubject
    {
        Guid Id { get; }
    }

    private sealed record Actor(Guid Id) : ISubject;

    private sealed record Campaign(
        Guid Id, string Name, Status Status, string? Note, int? Score, IReadOnlyList<string> Tags);

    private sealed record Filter(string? Name, IReadOnlyList<Filter>? And);
}
