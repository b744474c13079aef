namespace Attribution.GraphQL.Types.Rules;

/// <summary>Types that consist of members have at least one (sections 3.6 to 3.10, "Type Validation").</summary>
internal static class TypesHaveMembers
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        foreach (var type in schema.Types)
        {
            var missing = type switch
            {
                FieldsType { Fields.Count: 0 } => "fields",
                InputObjectType { Fields.Count: 0 } => "fields",
                EnumType { Values.Count: 0 } => "values",
                UnionType { PossibleTypes.Count: 0 } => "member types",
                _ => null,
            };
            if (missing is not null)
            {
                errors.Report($"Type {type} must define one or more {missing}.", type.Key.Location);
            }
        }
    }
}
