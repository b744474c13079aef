using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Validation;

namespace Attribution.GraphQL.Sdl;

/// <summary>Makes a schema of SDL fragments: reads them, merges extensions, makes the types, validates the whole.
/// </summary>
internal static class BuildSchema
{
    /// <exception cref="SchemaException">Something in the fragments is wrong.</exception>
    public static Schema From(IEnumerable<Source> fragments, SchemaOptions options) =>
        From(ParseAll(fragments), options);

    /// <inheritdoc cref="From(IEnumerable{Source}, SchemaOptions)"/>
    public static Schema From(Document document, SchemaOptions options)
    {
        Throw(Validator.ValidateSdl(document));
        var schema = Unchecked(document, options with { AddSnakeCaseTwins = false }, out var errors);
        Throw(errors);
        Throw(SchemaValidation.Validate(schema));

        // Twins come last: what is wrong with a field is said once.
        return options.AddSnakeCaseTwins ? Unchecked(document, options, out _) : schema;
    }

    /// <summary>Makes what can be made of a document, as tools do with a schema that is not finished.</summary>
    /// <param name="document">Definitions and extensions.</param>
    /// <param name="options">How to build.</param>
    /// <param name="errors">References that lead nowhere; what they stood in is left out.</param>
    public static Schema Unchecked(Document document, SchemaOptions options, out List<GraphQLError> errors)
    {
        var merged = MergedDefinitions.Of(document);
        var builder = new TypeSystemBuilder(options);
        builder.Know([.. SpecifiedTypes.Scalars, .. Introspection.Types]);
        var types = builder.Build(merged, KnownDirectives(options));
        errors = builder.Errors;
        return new Schema(types, merged.Schema);
    }

    /// <summary>The types and directives that the specification itself defines.</summary>
    public static TypeSystem SpecifiedTypeSystem(string sdl, string name)
    {
        var merged = MergedDefinitions.Of(ParseAll([new Source(sdl, name)]));
        var builder = new TypeSystemBuilder(new SchemaOptions()) { AreSpecified = true };
        builder.Know(SpecifiedTypes.Scalars);
        var types = builder.Build(merged, []);
        Throw(builder.Errors);
        return types with { Types = new NameTable<NamedType>(types.Types.Except(SpecifiedTypes.Scalars)) };
    }

    private static IReadOnlyList<DirectiveDefinition> KnownDirectives(SchemaOptions options) =>
        options.IncrementalDelivery
            ? [.. SpecifiedDirectives.All, .. SpecifiedDirectives.IncrementalDelivery]
            : SpecifiedDirectives.All;

    private static Document ParseAll(IEnumerable<Source> fragments)
    {
        var definitions = new List<Definition>();
        var errors = new List<GraphQLError>();
        var whole = default(Location);
        foreach (var source in fragments)
        {
            if (Parser.TryParse(source, ParserLimits.Schema, out var document, out var error))
            {
                definitions.AddRange(document.Definitions);
                whole = document.Location;
            }
            else
            {
                errors.Add(error);
            }
        }

        Throw(errors);
        return new Document(whole, [.. definitions]);
    }

    private static void Throw(IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Count > 0)
        {
            throw new SchemaException([.. errors.Select(error => error with { Code = ErrorCodes.InvalidSchema })]);
        }
    }
}
