namespace Attribution.GraphQL.Types.Rules;

/// <summary>A union has each of its members once (section 3.8 "Unions", "Type Validation").</summary>
internal static class UnionMembers
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        foreach (var union in schema.Types.OfType<UnionType>())
        {
            foreach (var (member, count) in union.PossibleTypes.CountBy(member => member))
            {
                if (count > 1)
                {
                    errors.Report($"Union type {union} can only include type {member} once.", union.Key.Location);
                }
            }
        }
    }
}
