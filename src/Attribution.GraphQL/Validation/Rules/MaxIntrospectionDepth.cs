using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>
/// Introspection does not go from type to fields to type for ever: a limit of this engine, for the answers grow with
/// the power of the depth. The queries of the known tools stay below it.
/// </summary>
internal sealed class MaxIntrospectionDepth(ValidationContext context)
    : ValidationRule(context), IEnter<Selection.Field>
{
    private const int MaxLists = 3;

    // Fragments that were followed from a depth and led to no excess: following them again finds none either.
    private readonly HashSet<(Name Fragment, int Depth)> _followed = [];

    public void Enter(Selection.Field field)
    {
        if ((field.Name.Is("__schema"u8) || field.Name.Is("__type"u8)) && IsTooDeep(field, depth: 0))
        {
            Context.Report("Maximum introspection depth exceeded", field.Location);
        }
    }

    private bool IsTooDeep(Selection.Field field, int depth)
    {
        var isList = field.Name.Is("fields"u8) || field.Name.Is("interfaces"u8)
            || field.Name.Is("possibleTypes"u8) || field.Name.Is("inputFields"u8);
        var depthHere = isList ? depth + 1 : depth;
        return depthHere >= MaxLists || (field.SelectionSet is { } selectionSet && IsTooDeep(selectionSet, depthHere));
    }

    private bool IsTooDeep(SelectionSet selectionSet, int depth)
    {
        foreach (var selection in selectionSet.Selections)
        {
            var isTooDeep = selection switch
            {
                Selection.Field field => IsTooDeep(field, depth),
                Selection.InlineFragment fragment => IsTooDeep(fragment.SelectionSet, depth),
                Selection.FragmentSpread spread => IsTooDeep(spread.Name, depth),
                _ => false,
            };
            if (isTooDeep)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTooDeep(Name fragmentName, int depth)
    {
        if (!Context.CanGoDeeper()
            || !_followed.Add((fragmentName, depth))
            || Context.FindFragment(fragmentName) is not { } fragment)
        {
            return false;
        }

        var isTooDeep = IsTooDeep(fragment.SelectionSet, depth);
        if (isTooDeep)
        {
            _followed.Remove((fragmentName, depth));
        }

        return isTooDeep;
    }
}
