using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Merging;

/// <summary>A field that a selection set selects.</summary>
/// <param name="Parent">The type it is selected from, as far as it is known.</param>
/// <param name="Node">The selection.</param>
/// <param name="Definition">What it is in the schema, as far as it is known.</param>
internal sealed record SelectedField(CompositeType? Parent, Selection.Field Node, FieldDefinition? Definition)
{
    public GraphType? Type => Definition?.Type;
}

/// <summary>What a selection set selects: its fields by response key, those in inline fragments included, and the
/// names of the fragments it spreads.</summary>
internal sealed class SelectedFields
{
    private readonly Dictionary<Name, List<SelectedField>> _byKey = [];

    private SelectedFields()
    {
    }

    /// <summary>The response keys in the order they are met.</summary>
    public List<Name> Keys { get; } = [];

    /// <summary>The fragments in the order they are met, each once.</summary>
    public List<Name> Fragments { get; } = [];

    /// <summary>The fields under a response key.</summary>
    public IReadOnlyList<SelectedField> this[Name key] =>
        _byKey.TryGetValue(key, out var fields) ? fields : [];

    public static SelectedFields Of(SelectionSet selectionSet, CompositeType? parent, Schema schema)
    {
        var selected = new SelectedFields();
        selected.Collect(selectionSet, parent, schema);
        return selected;
    }

    private void Collect(SelectionSet selectionSet, CompositeType? parent, Schema schema)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case Selection.Field field:
                    Add(new SelectedField(parent, field, parent is null ? null : schema.FieldOf(parent, field.Name)));
                    break;
                case Selection.InlineFragment { TypeCondition: { } condition } fragment:
                    Collect(fragment.SelectionSet, schema.Types.Find(condition.Name) as CompositeType, schema);
                    break;
                case Selection.InlineFragment fragment:
                    Collect(fragment.SelectionSet, parent, schema);
                    break;
                case Selection.FragmentSpread spread when !Fragments.Contains(spread.Name):
                    Fragments.Add(spread.Name);
                    break;
            }
        }
    }

    private void Add(SelectedField field)
    {
        var key = field.Node.ResponseKey;
        if (!_byKey.TryGetValue(key, out var fields))
        {
            fields = [];
            _byKey.Add(key, fields);
            Keys.Add(key);
        }

        fields.Add(field);
    }
}
