using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>A schema has one root type of each kind (section 3.3.1 "Root Operation Types").</summary>
internal sealed class UniqueOperationTypes(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    private readonly Dictionary<OperationKind, RootOperationType> _known = [];

    public void Enter(Definition definition)
    {
        if (definition is not Definition.Schema schema)
        {
            return;
        }

        foreach (var root in schema.OperationTypes)
        {
            if (Context.KnownSchema?.RootType(root.Kind) is not null)
            {
                Context.Report(
                    $"Type for {root.Kind.Keyword()} already defined in the schema. It cannot be redefined.",
                    root.Location);
            }
            else if (!_known.TryAdd(root.Kind, root))
            {
                Context.Report(
                    $"There can be only one {root.Kind.Keyword()} type in schema.",
                    _known[root.Kind].Location,
                    root.Location);
            }
        }
    }
}
