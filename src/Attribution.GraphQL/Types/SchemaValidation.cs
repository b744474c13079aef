using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types.Rules;

namespace Attribution.GraphQL.Types;

/// <summary>Holds a whole schema against section 3 "Type System". Each rule is a file of its own.</summary>
internal static class SchemaValidation
{
    private static readonly IReadOnlyList<Action<Schema, SchemaErrors>> Rules =
    [
        RootTypes.Check,
        ReservedNames.Check,
        TypesHaveMembers.Check,
        MembersHaveFittingTypes.Check,
        InterfacesAreImplemented.Check,
        UnionMembers.Check,
        RequiredInputsAreNotDeprecated.Check,
        InputObjectsAreFinite.Check,
        DefaultValuesAreFinite.Check,
        OneOfFieldsAreOptional.Check,
        DefaultValues.Check,
    ];

    /// <summary>Everything that is wrong; nothing for a schema that can be served.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema)
    {
        var errors = new SchemaErrors();
        foreach (var rule in Rules)
        {
            rule(schema, errors);
        }

        return errors.All;
    }
}

/// <summary>Collects what the rules find.</summary>
internal sealed class SchemaErrors
{
    private readonly List<GraphQLError> _all = [];

    public IReadOnlyList<GraphQLError> All => _all;

    public void Report(string message, params IReadOnlyList<Location> places) =>
        Report(new GraphQLError(message, ErrorCodes.InvalidSchema, places));

    public void Report(GraphQLError error) => _all.Add(error);
}
