using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types.Rules;

/// <summary>There is a query root, and all roots are different object types (section 3.3.1 "Root Operation Types").
/// </summary>
internal static class RootTypes
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        if (schema.Query is null && !NamesRoot(schema, OperationKind.Query))
        {
            errors.Report("Query root type must be provided.", schema.Syntax is { } syntax ? [syntax.Location] : []);
        }

        foreach (var root in schema.Syntax?.OperationTypes ?? [])
        {
            if (schema.RootType(root.Kind) is null)
            {
                errors.Report($"{root.Kind} root type must be Object type, it cannot be {root.Type}.", root.Location);
            }
        }

        var roots = new[] { schema.Query, schema.Mutation, schema.Subscription }.OfType<ObjectType>();
        foreach (var same in roots.GroupBy(root => root).Where(group => group.Skip(1).Any()))
        {
            errors.Report(
                $"All root types must be different, but {same.Key} is used for {same.Count()} of them.",
                same.Key.Key.Location);
        }
    }

    private static bool NamesRoot(Schema schema, OperationKind kind) =>
        schema.Syntax?.OperationTypes.Any(root => root.Kind == kind) ?? false;
}
