using System.Text;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Sdl;

/// <summary>
/// Writes a schema as SDL, twins included: what is kept as <c>schema.graphql</c> and held by an approval test. Types
/// stand in alphabetical order, their members in that of the schema, so the text changes only when the schema does.
/// </summary>
public static class PrintSchema
{
    /// <summary>The schema without what the specification defines itself; ends with a line end.</summary>
    public static string From(Schema schema)
    {
        var definitions = new List<Definition>();
        if (SchemaDefinition(schema) is { } definition)
        {
            definitions.Add(definition);
        }

        definitions.AddRange(schema.Directives
            .Where(directive => !directive.IsSpecified)
            .OrderBy(directive => directive.Name, StringComparer.Ordinal)
            .Select(directive => directive.Syntax));
        definitions.AddRange(schema.Types
            .Where(type => !type.IsSpecified)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(Syntax));
        var text = new StringBuilder();
        text.AppendJoin("\n\n", definitions.Select(Printer.Print));
        return text.Append('\n').ToString();
    }

    /// <summary>Null when the default names already say it (section 3.3.1 "Default Root Operation Type Names").
    /// </summary>
    private static Definition.Schema? SchemaDefinition(Schema schema)
    {
        var isImplied = schema.Description is null
            && schema.Syntax is not { Directives.Count: > 0 }
            && IsImplied(schema, OperationKind.Query)
            && IsImplied(schema, OperationKind.Mutation)
            && IsImplied(schema, OperationKind.Subscription);
        return isImplied ? null : schema.Syntax;
    }

    private static bool IsImplied(Schema schema, OperationKind kind) =>
        schema.RootType(kind) == schema.Types.Find(kind.ToString());

    private static Definition Syntax(NamedType type) => type switch
    {
        ObjectType { Syntax: Definition.Object syntax } made => syntax with { Fields = Syntax(made.Fields) },
        InterfaceType { Syntax: Definition.Interface syntax } made => syntax with { Fields = Syntax(made.Fields) },
        InputObjectType { Syntax: Definition.InputObject syntax } made => syntax with { Fields = Syntax(made.Fields) },
        _ => type.Syntax,
    };

    private static SyntaxList<FieldDeclaration> Syntax(NameTable<FieldDefinition> fields) =>
        [.. fields.Select(field => field.Syntax with { Arguments = Syntax(field.Arguments) })];

    private static SyntaxList<InputDeclaration> Syntax(NameTable<InputDefinition> inputs) =>
        [.. inputs.Select(input => input.Syntax)];
}
