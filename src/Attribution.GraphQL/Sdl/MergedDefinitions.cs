using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Sdl;

/// <summary>The definitions of a document, each with its extensions merged in (section 3.4.3 "Type Extensions").
/// </summary>
internal sealed record MergedDefinitions(
    Definition.Schema? Schema,
    IReadOnlyList<Definition.Type> Types,
    IReadOnlyList<Definition.Directive> Directives)
{
    /// <summary>Of two definitions with one name the first counts, and an extension of nothing counts for nothing:
    /// validation has reported both before.</summary>
    public static MergedDefinitions Of(Document document)
    {
        var extensions = document.Definitions.OfType<Definition.Type>()
            .Where(type => type.IsExtension)
            .ToLookup(type => type.Name);
        var types = document.Definitions.OfType<Definition.Type>()
            .Where(type => !type.IsExtension)
            .DistinctBy(type => type.Name)
            .Select(type => extensions[type.Name].Aggregate(type, Merge));
        var directives = document.Definitions.OfType<Definition.Directive>().DistinctBy(directive => directive.Name);
        return new MergedDefinitions(MergeSchema(document), [.. types], [.. directives]);
    }

    private static Definition.Schema? MergeSchema(Document document)
    {
        var schemas = document.Definitions.OfType<Definition.Schema>().ToList();
        var definition = schemas.Find(schema => !schema.IsExtension);
        if (definition is null)
        {
            // Extending the schema that the default names imply.
            var extension = schemas.Find(schema => schema.OperationTypes.Count > 0);
            return extension is null ? null : extension with { IsExtension = false };
        }

        return schemas.Where(schema => schema.IsExtension).Aggregate(definition, (merged, extension) => merged with
        {
            Directives = Both(merged.Directives, extension.Directives),
            OperationTypes = Both(merged.OperationTypes, extension.OperationTypes),
        });
    }

    private static Definition.Type Merge(Definition.Type type, Definition.Type extension)
    {
        var merged = type with { Directives = Both(type.Directives, extension.Directives) };
        return (merged, extension) switch
        {
            (Definition.Object to, Definition.Object from) => to with
            {
                Interfaces = Both(to.Interfaces, from.Interfaces),
                Fields = Both(to.Fields, from.Fields),
            },
            (Definition.Interface to, Definition.Interface from) => to with
            {
                Interfaces = Both(to.Interfaces, from.Interfaces),
                Fields = Both(to.Fields, from.Fields),
            },
            (Definition.Union to, Definition.Union from) => to with { Members = Both(to.Members, from.Members) },
            (Definition.Enum to, Definition.Enum from) => to with { Values = Both(to.Values, from.Values) },
            (Definition.InputObject to, Definition.InputObject from) => to with
            {
                Fields = Both(to.Fields, from.Fields),
            },
            (Definition.Scalar to, Definition.Scalar) => to,
            _ => type,
        };
    }

    private static SyntaxList<T> Both<T>(SyntaxList<T> first, SyntaxList<T> second) =>
        second.Count == 0 ? first : [.. first, .. second];
}
