namespace Attribution.GraphQL.Types.Rules;

/// <summary>Names that begin with two underscores belong to introspection (section 4.1 "Reserved Names").</summary>
internal static class ReservedNames
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        foreach (var type in schema.Types.Where(type => !type.IsSpecified))
        {
            Check([type], errors);
            CheckMembers(type, errors);
        }

        foreach (var directive in schema.Directives.Where(directive => !directive.IsSpecified))
        {
            Check([directive], errors);
            Check(directive.Arguments, errors);
        }
    }

    private static void CheckMembers(NamedType type, SchemaErrors errors)
    {
        switch (type)
        {
            case FieldsType { Fields: var fields }:
                Check(fields, errors);
                foreach (var field in fields)
                {
                    Check(field.Arguments, errors);
                }

                break;
            case InputObjectType input:
                Check(input.Fields, errors);
                break;
            case EnumType { Values: var values }:
                Check(values, errors);
                break;
        }
    }

    private static void Check(IEnumerable<IDefinition> definitions, SchemaErrors errors)
    {
        foreach (var definition in definitions)
        {
            if (definition.Name.StartsWith("__", StringComparison.Ordinal))
            {
                errors.Report(
                    $"Name \"{definition.Name}\" must not begin with \"__\", "
                    + "which is reserved by GraphQL introspection.",
                    definition.Key.Location);
            }
        }
    }
}
