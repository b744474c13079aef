namespace Attribution.GraphQL.Types;

/// <summary>The schema of the schema (section 4.2), with the two root fields in a type of their own.</summary>
internal static partial class Introspection
{
    private const string Sdl = """"
        type __Root {
          "What this server can do."
          __schema: __Schema!
          "One type by its name."
          __type(name: String!): __Type
        }

        "What a server can do: its types, directives and the entry points of its operations."
        type __Schema {
          description: String
          "All types, in the order of the schema."
          types: [__Type!]!
          "Where queries start."
          queryType: __Type!
          "Where mutations start, if the server takes any."
          mutationType: __Type
          "Where subscriptions start, if the server takes any."
          subscriptionType: __Type
          "All directives the server knows."
          directives: [__Directive!]!
        }

        """
        A type. Its `kind` says which of the fields have a value: only types with fields have `fields`, only lists and
        non-null types have `ofType`.
        """
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          "The page that says how a scalar is written."
          specifiedByURL: String
          fields(includeDeprecated: Boolean! = false): [__Field!]
          interfaces: [__Type!]
          "What an interface or union can turn out to be."
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          "What a list or non-null type is around."
          ofType: __Type
          "Whether exactly one field of an input object has to be given."
          isOneOf: Boolean
        }

        "The kinds of types."
        enum __TypeKind {
          "A leaf with a value."
          SCALAR
          "Has `fields` and `interfaces`."
          OBJECT
          "Has `fields`, `interfaces` and `possibleTypes`."
          INTERFACE
          "Has `possibleTypes`."
          UNION
          "A leaf with `enumValues`."
          ENUM
          "Has `inputFields`."
          INPUT_OBJECT
          "A list of `ofType`."
          LIST
          "`ofType` without null."
          NON_NULL
        }

        "A field of an object or interface."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument, or a field of an input object."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "What counts when nothing is given, in the form a document has."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "One of the values of an enum."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive: a way to change how something is executed or described."
        type __Directive {
          name: String!
          description: String
          "Whether it may stand more than once in one place."
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "Where a directive may stand."
        enum __DirectiveLocation {
          QUERY
          MUTATION
          SUBSCRIPTION
          FIELD
          FRAGMENT_DEFINITION
          FRAGMENT_SPREAD
          INLINE_FRAGMENT
          VARIABLE_DEFINITION
          SCHEMA
          SCALAR
          OBJECT
          FIELD_DEFINITION
          ARGUMENT_DEFINITION
          INTERFACE
          UNION
          ENUM
          ENUM_VALUE
          INPUT_OBJECT
          INPUT_FIELD_DEFINITION
        }
        """";
}
