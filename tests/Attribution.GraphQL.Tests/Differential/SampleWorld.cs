using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Tests.Differential;

/// <summary>A schema whose resolvers exist twice: here, and in <c>clients/differential.mjs</c> for the reference
/// implementation.</summary>
internal static partial class SampleWorld
{
    public const string Sdl = """
        type Query {
          me: Person
          person(id: ID!): Person
          people(first: Int = 2): [Person!]!
          pet(kind: Kind!): Pet
          pets: [Pet]
          anything: [Anything!]
          echo(
            text: String, number: Float, flag: Boolean, count: Int = 3, ids: [ID!], kind: Kind, filter: Filter,
            choice: Choice
          ): String
          fails: String
          failsHard: String!
        }
        type Mutation { rename(id: ID!, name: String!): Person }
        interface Pet { name: String! owner: Person }
        type Dog implements Pet { name: String! owner: Person barks: Boolean! }
        type Cat implements Pet { name: String! owner: Person lives(spent: Int = 0): Int! }
        union Anything = Person | Dog | Cat
        type Person {
          id: ID!
          name: String
          age: Int
          kind: Kind!
          scores: [[Float]]
          friends: [Person!]
          pets: [Pet!]!
          broken: String!
        }
        enum Kind { DOG CAT }
        input Filter { name: String = "any" kinds: [Kind!] = [DOG] min: Int! nested: Filter }
        input Choice @oneOf { a: Int b: String }
        """;

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Schema Schema { get; } = Schema
        .Build([new Source(Sdl, "world.graphql")], new SchemaOptions { IncrementalDelivery = false })
        .Bind(Bindings());

    /// <summary>Without limits on cost, which the reference implementation has none of.</summary>
    public static GraphQLEngine Engine { get; } = GraphQLEngine.Create(Schema, new GraphQLEngineOptions
    {
        Limits = new OperationLimits { MaxTypeCost = double.MaxValue, MaxFieldCost = double.MaxValue },
    });

    private static SchemaBindings Bindings()
    {
        var bindings = new SchemaBindings();
        bindings.Enum("Kind", ("DOG", "DOG"), ("CAT", "CAT"));
        bindings.InputObject<Given>("Filter", fields => Reader(
            fields.Field("name", Input.Nullable<string>()),
            fields.Field("kinds", Input.NullableList(Input.Of<string>())),
            fields.Field("min", Input.Of<int>()),
            fields.Field("nested", Input.Nullable<Given>())));
        bindings.InputObject<Given>("Choice", fields => Reader(
            fields.Field("a", Input.NullableValue<int>()), fields.Field("b", Input.Nullable<string>())));
        bindings.Abstract<Pet>("Pet").Is<Dog>("Dog").Is<Cat>("Cat");
        bindings.Abstract<object>("Anything").Is<Person>("Person").Is<Dog>("Dog").Is<Cat>("Cat");
        BindQuery(bindings.Object<Root>("Query"));
        BindTypes(bindings);
        return bindings;
    }

    private static void BindQuery(ObjectBinding<Root> query) => query
        .NullableField<Person>("me", _ => new Person(1))
        .Define("person", field =>
        {
            var id = field.Argument<string>("id");
            return field.Returns(Output.Nullable<Person>()).Sync((_, call) =>
                OneDigit().IsMatch(call.Get(id)) ? new Person(call.Get(id)[0] - '0') : null);
        })
        .Define("people", field =>
        {
            var first = field.Argument("first", Input.NullableValue<int>());
            return field.Returns(Output.List<Person>()).Batch((roots, call) =>
                ValueTask.FromResult<IReadOnlyList<IReadOnlyList<Person>>>(
                    [.. roots.Select(_ => People(call.Get(first) ?? 4))]));
        })
        .Define("pet", field =>
        {
            var kind = field.Argument<string>("kind");
            return field.Returns(Output.Nullable<Pet>()).Sync((_, call) =>
                call.Get(kind) == "DOG" ? new Dog(1) : new Cat(1));
        })
        .Property("pets", Output.NullableList(Output.Nullable<Pet>()), _ => [new Dog(2), null, new Cat(4)])
        .Property("anything", Output.NullableList(Output.Of<object>()), _ => [new Person(3), new Dog(3), new Cat(3)])
        .Define("echo", Echo)
        .NullableField<string>("fails", _ => throw new InvalidOperationException("failed"))
        .Field<string>("failsHard", _ => throw new InvalidOperationException("failed"));

    private static Person[] People(int count) =>
        [.. Enumerable.Range(1, 4).Take(count).Select(number => new Person(number))];

    private static FieldBinding Echo(FieldBuilder<Root> field)
    {
        InputKey[] keys =
        [
            field.Argument("text", Input.Nullable<string>()),
            field.Argument("number", Input.NullableValue<double>()),
            field.Argument("flag", Input.NullableValue<bool>()),
            field.Argument("count", Input.NullableValue<int>()),
            field.Argument("ids", Input.NullableList(Input.Of<string>())),
            field.Argument("kind", Input.Nullable<string>()),
            field.Argument("filter", Input.Nullable<Given>()),
            field.Argument("choice", Input.Nullable<Given>()),
        ];
        return field.Returns(Output.Nullable<string>()).Sync((_, call) =>
        {
            var given = new Given();
            foreach (var key in keys.Where(call.Has))
            {
                given.Add(key.Name, ValueOf(key, call));
            }

            return JsonSerializer.Serialize(given, Plain);
        });
    }

    private static object? ValueOf(InputKey key, FieldCall call) => key switch
    {
        InputKey<string?> text => call.Get(text),
        InputKey<double?> number => call.Get(number),
        InputKey<bool?> flag => call.Get(flag),
        InputKey<int?> count => call.Get(count),
        InputKey<IReadOnlyList<string>?> texts => call.Get(texts),
        InputKey<Given?> given => call.Get(given),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key.Name, "An argument of no known type."),
    };

    private static Func<InputValues, Given> Reader(params InputKey[] keys) => values =>
    {
        var given = new Given();
        foreach (var key in keys.Where(values.Has))
        {
            given.Add(key.Name, key switch
            {
                InputKey<string?> text => values.Get(text),
                InputKey<int?> number => values.Get(number),
                InputKey<int> number => values.Get(number),
                InputKey<IReadOnlyList<string>?> texts => values.Get(texts),
                InputKey<Given?> inner => values.Get(inner),
                _ => throw new ArgumentOutOfRangeException(nameof(keys), key.Name, "A field of no known type."),
            });
        }

        return given;
    };

    private static void BindTypes(SchemaBindings bindings)
    {
        bindings.Object<Root>("Mutation").Define("rename", field =>
        {
            var (id, name) = (field.Argument<string>("id"), field.Argument<string>("name"));
            return field.Returns(Output.Nullable<Person>())
                .Sync((_, call) => new Person(5) { Id = call.Get(id), Name = call.Get(name) });
        });
        bindings.Object<Person>("Person")
            .Field("id", person => person.Id)
            .NullableField("name", person => person.Name)
            .NullableField<int>("age", person => person.Number * 10)
            .Field("kind", person => person.Number % 2 == 0 ? "DOG" : "CAT")
            .Property(
                "scores",
                Output.NullableList(Output.NullableList(Output.NullableValue<double>())),
                person => person.Number == 1 ? null : [[person.Number / 2.0, null], null, []])
            .Property("friends", Output.NullableList(Output.Of<Person>()), person =>
                person.Number > 6 ? null : [new Person(person.Number * 2), new Person((person.Number * 2) + 1)])
            .ListField<Pet>("pets", person => [new Dog(person.Number), new Cat(person.Number)])
            .Field("broken", person =>
                person.Number % 2 == 0 ? throw new InvalidOperationException("failed") : "whole");
        bindings.Object<Dog>("Dog")
            .Field("name", dog => dog.Name!)
            .NullableField("owner", dog => dog.Owner)
            .Field("barks", dog => dog.Number % 2 == 0);
        bindings.Object<Cat>("Cat")
            .Field("name", cat => cat.Name!)
            .NullableField("owner", cat => cat.Owner)
            .Define("lives", field =>
            {
                var spent = field.Argument("spent", Input.NullableValue<int>());
                return field.Returns(Output.Of<int>()).Sync((_, call) => 9 - (call.Get(spent) ?? 9));
            });
    }

    [GeneratedRegex("^[1-9]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneDigit();

    /// <summary>What was given, in the schema's order.</summary>
    private sealed class Given : OrderedDictionary<string, object?>;

    private sealed record Person(int Number)
    {
        public string Id { get; init; } = Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public string? Name { get; init; } = Number % 3 == 0 ? null : $"person {Number}";
    }

    private abstract record Pet(int Number, string? Name, Person? Owner);

    private sealed record Dog(int Number) : Pet(Number, $"dog {Number}", new Person(Number + 1));

    private sealed record Cat(int Number)
        : Pet(Number, Number % 4 == 0 ? null : $"cat {Number}", Number > 3 ? null : new Person(Number + 2));
}
