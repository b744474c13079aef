using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>The types and directives of a schema before its root types are known.</summary>
internal sealed record TypeSystem(NameTable<NamedType> Types, NameTable<DirectiveDefinition> Directives)
{
    /// <summary>Section 3.3.1: what the schema definition says, or without one the type of the default name.</summary>
    public ObjectType? RootType(OperationKind kind, Definition.Schema? schema)
    {
        if (schema is null)
        {
            return Types.Find(kind.ToString()) as ObjectType;
        }

        foreach (var root in schema.OperationTypes)
        {
            if (root.Kind == kind)
            {
                return Types.Find(root.Type.Name) as ObjectType;
            }
        }

        return null;
    }
}
