using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Tests.Validation;

/// <summary>The schema of the specification's examples in section 5, with the additions its parts make.</summary>
internal static class ExampleSchema
{
    public const string Sdl = """
        type Query {
          dog: Dog
          findDog(searchBy: FindDogInput): Dog
          human: Human
          pet: Pet
          catOrDog: CatOrDog
          arguments: Arguments
          booleanList(booleanListArg: [Boolean!]): Boolean
          findPet(by: FindPetInput): Pet
          dogs: [Dog!]!
        }
        type Mutation { mutateDog: Dog }
        type Subscription {
          newMessage: Message
          disallowedSecondRootField: Boolean
        }
        type Message { body: String sender: String }
        enum DogCommand { SIT DOWN HEEL }
        type Dog implements Pet {
          name: String!
          nickname: String
          barkVolume: Int
          doesKnowCommand(dogCommand: DogCommand!): Boolean!
          isHouseTrained(atOtherHomes: Boolean): Boolean!
          owner: Human
        }
        interface Sentient { name: String! }
        interface Pet { name: String! }
        type Alien implements Sentient { name: String! homePlanet: String }
        type Human implements Sentient { name: String! pets: [Pet!] }
        enum CatCommand { JUMP }
        type Cat implements Pet {
          name: String!
          nickname: String
          doesKnowCommand(catCommand: CatCommand!): Boolean!
          meowVolume: Int
        }
        union CatOrDog = Cat | Dog
        union DogOrHuman = Dog | Human
        union HumanOrAlien = Human | Alien
        type Arguments {
          multipleRequirements(x: Int!, y: Int!): Int!
          booleanArgField(booleanArg: Boolean): Boolean
          floatArgField(floatArg: Float): Float
          intArgField(intArg: Int): Int
          nonNullBooleanArgField(nonNullBooleanArg: Boolean!): Boolean!
          booleanListArgField(booleanListArg: [Boolean]!): [Boolean]
          optionalNonNullBooleanArgField(optionalBooleanArg: Boolean! = false): Boolean!
          idArgField(id: ID): ID
        }
        input FindDogInput { name: String owner: String }
        input FindPetInput @oneOf { name: String id: Int }
        directive @onField on FIELD
        directive @tag(name: String!) repeatable on FIELD
        """;

    public static Schema Schema { get; } = Schema.Build([new Source(Sdl, "example.graphql")]);
}
