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
                        Check(field.Arguments, argument => $"argument {type}.{field}({argument}:)", errors);
                    }

                    break;
                case InputObjectType input:
                    Check(input.Fields, field => $"input field {type}.{field}", errors);
                    break;
            }
        }

        foreach (var directive in schema.Directives)
        {
            Check(directive.Arguments, argument => $"argument {directive}({argument}:)", errors);
        }
    }

    private static void Check(
        NameTable<InputDefinition> inputs, Func<InputDefinition, string> addressOf, SchemaErrors errors)
    {
        foreach (var input in inputs)
        {
            if (input is { IsRequired: true, DeprecationReason: not null })
            {
                errors.Report($"Required {addressOf(input)} cannot be deprecated.", input.Key.Location);
            }
        }
    }
}
