namespace Attribution.GraphQL.Types.Rules;

/// <summary>Fields have output types; arguments and input fields have input types (section 3.4.2 "Input and Output
/// Types").</summary>
internal static class MembersHaveFittingTypes
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        foreach (var type in schema.Types)
        {
            switch (type)
            {
                case FieldsType fieldsType:
                    CheckFields(fieldsType, errors);
                    break;
                case InputObjectType inputType:
                    CheckInputs(inputType.Fields, field => $"{inputType}.{field}", errors);
                    break;
            }
        }

        foreach (var directive in schema.Directives)
        {
            CheckInputs(directive.Arguments, argument => $"{directive}({argument}:)", errors);
        }
    }

    private static void CheckFields(FieldsType type, SchemaErrors errors)
    {
        foreach (var field in type.Fields)
        {
            if (!field.Type.IsOutput)
            {
                errors.Report(
                    $"The type of {type}.{field} must be Output Type but got: {field.Type}.",
                    field.Syntax.Type.Location);
            }

            CheckInputs(field.Arguments, argument => $"{type}.{field}({argument}:)", errors);
        }
    }

    private static void CheckInputs(
        NameTable<InputDefinition> inputs, Func<InputDefinition, string> addressOf, SchemaErrors errors)
    {
        foreach (var input in inputs)
        {
            if (!input.Type.IsInput)
            {
                errors.Report(
                    $"The type of {addressOf(input)} must be Input Type but got: {input.Type}.",
                    input.Syntax.Type.Location);
            }
        }
    }
}
