namespace Attribution.GraphQL.Types.Rules;

/// <summary>Each field of a <c>@oneOf</c> input object can be left out (section 3.10.1 "OneOf Input
/// Objects").</summary>
internal static class OneOfFieldsAreOptional
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        foreach (var type in schema.Types.OfType<InputObjectType>().Where(type => type.IsOneOf))
        {
            foreach (var field in type.Fields)
            {
                if (field.Type is NonNullType)
                {
                    errors.Report($"OneOf input field {type}.{field} must be nullable.", field.Key.Location);
                }

                if (field.DefaultValue is not null)
                {
                    errors.Report($"OneOf input field {type}.{field} cannot have a default value.", field.Key.Location);
                }
            }
        }
    }
}
