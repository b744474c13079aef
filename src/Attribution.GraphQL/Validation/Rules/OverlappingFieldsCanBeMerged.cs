using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Validation.Merging;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Fields with one response key can become one field (section 5.3.2 "Field Selection Merging").</summary>
internal sealed class OverlappingFieldsCanBeMerged(ValidationContext context)
    : ValidationRule(context), IEnter<SelectionSet>
{
    private const int MaxSimpleSelections = 32;

    private FieldConflicts? _conflicts;

    public void Enter(SelectionSet selectionSet)
    {
        if (IsSimple(selectionSet))
        {
            return;
        }

        _conflicts ??= new FieldConflicts(Context);
        if (_conflicts.GaveUp)
        {
            return;
        }

        foreach (var conflict in _conflicts.Within(selectionSet, Context.Types.Parent))
        {
            Context.Report(
                $"Fields \"{conflict.Key}\" conflict because {conflict.Reason}. Use different aliases on the fields "
                + "to fetch both if this was intentional.",
                [.. conflict.Left, .. conflict.Right]);
        }

        if (_conflicts.GaveUp)
        {
            Context.Report(new GraphQLError(
                $"Document selects the same names so often that merging them takes more than "
                + $"{Context.Options.MaxFieldComparisons} comparisons. Select less at once.",
                ErrorCodes.TooComplex,
                selectionSet.Location));
        }
    }

    /// <summary>Most selection sets are a few different fields and no fragment: nothing in them can conflict.</summary>
    private static bool IsSimple(SelectionSet selectionSet)
    {
        var count = selectionSet.Selections.Count;
        if (count > MaxSimpleSelections)
        {
            return false;
        }

        Span<int> hashes = stackalloc int[count];
        for (var index = 0; index < count; index++)
        {
            if (selectionSet.Selections[index] is not Selection.Field field)
            {
                return false;
            }

            var hash = field.ResponseKey.GetHashCode();
            if (hashes[..index].Contains(hash))
            {
                return false;
            }

            hashes[index] = hash;
        }

        return true;
    }
}
