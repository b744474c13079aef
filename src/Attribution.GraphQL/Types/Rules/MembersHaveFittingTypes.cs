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
                    CheckInputs(inputType.Name, inputType.Fields, errors);
                    break;
            }
        }

        foreach (var directive in schema.Directives)
        {
            CheckInputs($"@{directive.Name}", directive.Arguments, errors);
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

            CheckInputs($"{type}.{field}", field.Arguments, errors);
        }
    }

    private static void CheckInputs(string owner, NameTable<InputDefinition> inputs, SchemaErrors errors)
    {
        foreach (var input in inputs)
        {
            if (!input.Type.IsInput)
            {
                errors.Report(
                    $"The type of {owner}({input}:) must be Input Type but got: {input.Type}.",
                    input.Syntax.Type.Location);
            }
        }
    }
}
