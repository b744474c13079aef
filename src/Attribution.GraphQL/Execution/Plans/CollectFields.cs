using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>The selections of one response key, to be merged into one field.</summary>
internal sealed record FieldGroup(List<Selection.Field> Nodes);

/// <summary>
/// Section 6.3.2 "Field Collection": the fields that a selection means for one object type, by response key, in the
/// order the keys first occur.
/// </summary>
internal sealed class CollectFields(PlanScope scope, ObjectType type)
{
    private readonly Dictionary<Name, FieldGroup> _byKey = [];
    private readonly List<FieldGroup> _groups = [];
    private readonly HashSet<Name> _visitedFragments = [];

    public static List<FieldGroup> Of(PlanScope scope, ObjectType type, IEnumerable<SelectionSet> selectionSets)
    {
        var collected = new CollectFields(scope, type);
        foreach (var selectionSet in selectionSets)
        {
            collected.Collect(selectionSet);
        }

        return collected._groups;
    }

    private void Collect(SelectionSet selectionSet)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (!scope.Take(selection) || !scope.Includes(selection.Directives))
            {
                continue;
            }

            switch (selection)
            {
                case Selection.Field field:
                    Add(field);
                    break;
                case Selection.FragmentSpread spread when _visitedFragments.Add(spread.Name):
                    var fragment = scope.Document.FragmentOf(spread.Name);
                    CollectWhen(fragment.TypeCondition, fragment.SelectionSet);
                    break;
                case Selection.InlineFragment inline:
                    CollectWhen(inline.TypeCondition, inline.SelectionSet);
                    break;
            }
        }
    }

    private void CollectWhen(TypeReference.Named? condition, SelectionSet selectionSet)
    {
        if (condition is null || scope.Schema.Types.Find(condition.Name) is CompositeType wanted && Applies(wanted))
        {
            Collect(selectionSet);
        }
    }

    private bool Applies(CompositeType wanted) => wanted == type || wanted.PossibleTypes.Contains(type);

    private void Add(Selection.Field field)
    {
        if (_byKey.TryGetValue(field.ResponseKey, out var known))
        {
            known.Nodes.Add(field);
            return;
        }

        var group = new FieldGroup([field]);
        _byKey.Add(field.ResponseKey, group);
        _groups.Add(group);
    }
}
