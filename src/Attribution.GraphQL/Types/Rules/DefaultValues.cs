using Attribution.GraphQL.Language;
using Attribution.GraphQL.Validation;

namespace Attribution.GraphQL.Types.Rules;

/// <summary>Default values are of the type they stand for, and values of applied directives too (sections 3.6.1, 3.10
/// and 5.6.1).</summary>
internal static class DefaultValues
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        var document = new Document(default, []);
        var context = new ValidationContext(schema, document, ValidationOptions.Default);
        var checks = new LiteralChecks(context);
        foreach (var input in Inputs(schema))
        {
            if (input.DefaultValue is not null)
            {
                checks.Check(input.DefaultValue, input.Type);
            }

            CheckDirectives(schema, input.Directives, checks);
        }

        foreach (var field in schema.Types.OfType<FieldsType>().SelectMany(type => type.Fields))
        {
            CheckDirectives(schema, field.Directives, checks);
        }

        foreach (var error in context.Errors)
        {
            errors.Report(error);
        }
    }

    private static IEnumerable<InputDefinition> Inputs(Schema schema)
    {
        var arguments = schema.Types.OfType<FieldsType>()
            .SelectMany(type => type.Fields)
            .SelectMany(field => field.Arguments);
        var inputFields = schema.Types.OfType<InputObjectType>().SelectMany(type => type.Fields);
        var ofDirectives = schema.Directives.SelectMany(directive => directive.Arguments);
        return arguments.Concat(inputFields).Concat(ofDirectives);
    }

    private static void CheckDirectives(Schema schema, SyntaxList<Directive> directives, LiteralChecks checks)
    {
        foreach (var directive in directives)
        {
            foreach (var argument in directive.Arguments)
            {
                var definition = schema.Directives.Find(directive.Name)?.Arguments.Find(argument.Name);
                checks.Check(argument.Value, definition?.Type);
            }
        }
    }
}
