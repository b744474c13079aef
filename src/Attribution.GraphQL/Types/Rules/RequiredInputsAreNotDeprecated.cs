namespace Attribution.GraphQL.Types.Rules;

/// <summary>What has to be given cannot be deprecated (section 3.13.3 "@deprecated").</summary>
internal static class RequiredInputsAreNotDeprecated
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        foreach (var type in schema.Types)
        {
            switch (type)
            {
                case FieldsType { Fields: var fields }:
                    foreach (var field in fields)
                    {
                        Check($"argument {type}.{field}", field.Arguments, errors);
                    }

                    break;
                case InputObjectType input:
                    Check($"input field {type}", input.Fields, errors);
                    break;
            }
        }

        foreach (var directive in schema.Directives)
        {
            Check($"argument @{directive.Name}", directive.Arguments, errors);
        }
    }

    private static void Check(string owner, NameTable<InputDefinition> inputs, SchemaErrors errors)
    {
        foreach (var input in inputs)
        {
            if (input is { IsRequired: true, DeprecationReason: not null })
            {
                errors.Report($"Required {owner}({input}:) cannot be deprecated.", input.Key.Location);
            }
        }
    }
}
