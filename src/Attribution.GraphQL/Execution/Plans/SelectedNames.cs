using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>The names of the fields selected on a field's value, whatever object it turns out to be.</summary>
internal static class SelectedNames
{
    private static readonly HashSet<string> None = [];

    public static IReadOnlySet<string> Of(FieldSite site, PlanScope scope)
    {
        if (site.Field.Type.Named is not CompositeType type)
        {
            return None;
        }

        var names = new HashSet<string>();
        var visited = new HashSet<Name>();
        foreach (var node in site.Nodes)
        {
            Collect(node.SelectionSet!, type, scope, visited, names);
        }

        return names;
    }

    private static void Collect(
        SelectionSet selectionSet, CompositeType type, PlanScope scope, HashSet<Name> visited, HashSet<string> names)
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
                    var definition = scope.Schema.FieldOf(type, field.Name);
                    names.Add((definition?.TwinOf ?? definition)?.Name ?? field.Name.ToString());
                    break;
                case Selection.FragmentSpread spread when visited.Add(spread.Name):
                    var fragment = scope.Document.FragmentOf(spread.Name);
                    Collect(fragment.SelectionSet, TypeOf(fragment.TypeCondition, type, scope), scope, visited, names);
                    break;
                case Selection.InlineFragment inline:
                    Collect(inline.SelectionSet, TypeOf(inline.TypeCondition, type, scope), scope, visited, names);
                    break;
            }
        }
    }

    private static CompositeType TypeOf(TypeReference.Named? condition, CompositeType type, PlanScope scope) =>
        condition is null ? type : scope.Schema.Types.Find(condition.Name) as CompositeType ?? type;
}
