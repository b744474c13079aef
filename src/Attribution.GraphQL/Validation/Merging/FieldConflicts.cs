using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Merging;

/// <summary>
/// Finds the fields of a document that cannot be merged (section 5.3.2, <c>FieldsInSetCanMerge</c>). Fragments are
/// compared as wholes and each pair of them once, so the work grows with the document and not with what it expands to;
/// what remains quadratic, many fields under one response key, ends at a budget.
/// </summary>
internal sealed class FieldConflicts(ValidationContext context)
{
    private readonly Dictionary<SelectionSet, SelectedFields> _selected = new(ReferenceEqualityComparer.Instance);
    private readonly ComparedPairs<SelectedFields, Name> _fieldsWithFragment = new();
    private readonly ComparedPairs<Name, Name> _fragments = new();
    private int _comparisonsLeft = context.Options.MaxFieldComparisons;

    /// <summary>Whether the document is too complex to say whether its fields merge.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>The conflicts of one selection set, with everything that is spread into it.</summary>
    public List<FieldConflict> Within(SelectionSet selectionSet, CompositeType? parent)
    {
        var conflicts = new List<FieldConflict>();
        var selected = SelectedBy(selectionSet, parent);
        foreach (var key in selected.Keys)
        {
            var fields = selected[key];
            for (var left = 0; left < fields.Count; left++)
            {
                for (var right = left + 1; right < fields.Count && !GaveUp; right++)
                {
                    Compare(conflicts, fields[left], fields[right], areExclusive: false);
                }
            }
        }

        for (var index = 0; index < selected.Fragments.Count; index++)
        {
            CompareWithFragment(conflicts, selected, selected.Fragments[index], areExclusive: false);
            foreach (var other in selected.Fragments.Skip(index + 1))
            {
                CompareFragments(conflicts, selected.Fragments[index], other, areExclusive: false);
            }
        }

        return conflicts;
    }

    private SelectedFields SelectedBy(SelectionSet selectionSet, CompositeType? parent)
    {
        if (!_selected.TryGetValue(selectionSet, out var selected))
        {
            selected = SelectedFields.Of(selectionSet, parent, context.Schema);
            _selected.Add(selectionSet, selected);
        }

        return selected;
    }

    private SelectedFields SelectedBy(Definition.Fragment fragment) => SelectedBy(
        fragment.SelectionSet, context.Schema.Types.Find(fragment.TypeCondition.Name) as CompositeType);

    private void CompareWithFragment(
        List<FieldConflict> conflicts, SelectedFields fields, Name fragmentName, bool areExclusive)
    {
        if (fields.Keys.Count == 0 || !MayGoOn() || !_fieldsWithFragment.Add(fields, fragmentName, areExclusive)
            || context.FindFragment(fragmentName) is not { } fragment)
        {
            return;
        }

        var selected = SelectedBy(fragment);
        if (fields == selected)
        {
            return;
        }

        CompareFields(conflicts, fields, selected, areExclusive);
        foreach (var inner in selected.Fragments)
        {
            CompareWithFragment(conflicts, fields, inner, areExclusive);
        }
    }

    private void CompareFragments(List<FieldConflict> conflicts, Name leftName, Name rightName, bool areExclusive)
    {
        if (leftName == rightName || !MayGoOn() || !AddPair(leftName, rightName, areExclusive)
            || context.FindFragment(leftName) is not { } left
            || context.FindFragment(rightName) is not { } right)
        {
            return;
        }

        var leftSelected = SelectedBy(left);
        var rightSelected = SelectedBy(right);
        CompareFields(conflicts, leftSelected, rightSelected, areExclusive);
        foreach (var inner in rightSelected.Fragments)
        {
            CompareFragments(conflicts, leftName, inner, areExclusive);
        }

        foreach (var inner in leftSelected.Fragments)
        {
            CompareFragments(conflicts, inner, rightName, areExclusive);
        }
    }

    private bool AddPair(Name left, Name right, bool areExclusive) => left.Utf8.SequenceCompareTo(right.Utf8) < 0
        ? _fragments.Add(left, right, areExclusive)
        : _fragments.Add(right, left, areExclusive);

    private void CompareFields(
        List<FieldConflict> conflicts, SelectedFields left, SelectedFields right, bool areExclusive)
    {
        foreach (var key in left.Keys)
        {
            foreach (var rightField in right[key])
            {
                foreach (var leftField in left[key])
                {
                    Compare(conflicts, leftField, rightField, areExclusive);
                }
            }
        }
    }

    private void Compare(
        List<FieldConflict> conflicts, SelectedField left, SelectedField right, bool areExclusive)
    {
        if (MayGoOn() && ConflictOf(left, right, areExclusive) is { } conflict)
        {
            conflicts.Add(conflict);
        }
    }

    /// <param name="left">A field.</param>
    /// <param name="right">Another one under the same response key.</param>
    /// <param name="parentsAreExclusive">Whether both cannot be of one object: then only their shapes matter.</param>
    private FieldConflict? ConflictOf(SelectedField left, SelectedField right, bool parentsAreExclusive)
    {
        var areExclusive = parentsAreExclusive
            || (left.Parent != right.Parent && left.Parent is ObjectType && right.Parent is ObjectType);
        if (!areExclusive && left.Node.Name != right.Node.Name)
        {
            return FieldConflict.Between(
                left, right, $"\"{left.Node.Name}\" and \"{right.Node.Name}\" are different fields");
        }

        if (!areExclusive && !FieldSameness.HaveSameArguments(left.Node.Arguments, right.Node.Arguments))
        {
            return FieldConflict.Between(left, right, "they have differing arguments");
        }

        if (!FieldSameness.HaveSameStreams(left.Node.Directives, right.Node.Directives))
        {
            return FieldConflict.Between(left, right, "they have differing stream directives");
        }

        if (left.Type is { } leftType && right.Type is { } rightType
            && !FieldSameness.HaveSameShape(leftType, rightType))
        {
            return FieldConflict.Between(
                left, right, $"they return conflicting types \"{leftType}\" and \"{rightType}\"");
        }

        return ConflictsOfSubfields(left, right, areExclusive) is { Count: > 0 } inner
            ? FieldConflict.Around(left, right, inner)
            : null;
    }

    private List<FieldConflict>? ConflictsOfSubfields(
        SelectedField left, SelectedField right, bool areExclusive)
    {
        if (left.Node.SelectionSet is not { } leftSet || right.Node.SelectionSet is not { } rightSet)
        {
            return null;
        }

        var conflicts = new List<FieldConflict>();
        var leftSelected = SelectedBy(leftSet, left.Type?.Named as CompositeType);
        var rightSelected = SelectedBy(rightSet, right.Type?.Named as CompositeType);
        CompareFields(conflicts, leftSelected, rightSelected, areExclusive);
        foreach (var fragment in rightSelected.Fragments)
        {
            CompareWithFragment(conflicts, leftSelected, fragment, areExclusive);
        }

        foreach (var fragment in leftSelected.Fragments)
        {
            CompareWithFragment(conflicts, rightSelected, fragment, areExclusive);
        }

        foreach (var leftFragment in leftSelected.Fragments)
        {
            foreach (var rightFragment in rightSelected.Fragments)
            {
                CompareFragments(conflicts, leftFragment, rightFragment, areExclusive);
            }
        }

        return conflicts;
    }

    private bool MayGoOn()
    {
        context.CountStep();
        if (!GaveUp && (--_comparisonsLeft < 0 || !context.CanGoDeeper()))
        {
            GaveUp = true;
        }

        return !GaveUp;
    }
}
