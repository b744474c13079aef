using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>The selections of one response key, to be merged into one field.</summary>
internal sealed record FieldGroup(List<Selection.Field> Nodes);

/// <summary>The fields of fragments that come later.</summary>
/// <param name="Label">What the document calls them.</param>
/// <param name="Groups">The fields, without those that come earlier anyway.</param>
internal sealed record DeferredFields(string? Label, List<FieldGroup> Groups);

/// <summary>What a selection means for one object type.</summary>
internal sealed record CollectedFields(List<FieldGroup> Groups, IReadOnlyList<DeferredFields> Deferred);

/// <summary>
/// Section 6.3.2 "Field Collection": the fields that a selection means for one object type, by response key, in the
/// order the keys first occur. A field that is selected inside and outside of a deferred fragment is not deferred.
/// </summary>
internal sealed class CollectFields
{
    private readonly Dictionary<Name, FieldGroup> _byKey = [];
    private readonly List<FieldGroup> _groups = [];
    private readonly List<(Directive Defer, SelectionSet SelectionSet)> _deferred = [];
    private readonly HashSet<Name> _visitedFragments = [];
    private readonly PlanScope _scope;
    private readonly ObjectType _type;

    private CollectFields(PlanScope scope, ObjectType type) => (_scope, _type) = (scope, type);

    public static CollectedFields Of(PlanScope scope, ObjectType type, IEnumerable<SelectionSet> selectionSets)
    {
        var collected = new CollectFields(scope, type);
        foreach (var selectionSet in selectionSets)
        {
            collected.Collect(selectionSet);
        }

        var whole = collected._groups.ToList();
        return new CollectedFields(whole, collected.CollectDeferred());
    }

    // What deferred fragments select that is not selected yet, fragment by fragment; those inside them follow.
    private List<DeferredFields> CollectDeferred()
    {
        var parts = new List<DeferredFields>();
        for (var index = 0; index < _deferred.Count; index++)
        {
            _visitedFragments.Clear();
            _groups.Clear();
            Collect(_deferred[index].SelectionSet);
            if (_groups.Count > 0)
            {
                parts.Add(new DeferredFields(PlanScope.LabelOf(_deferred[index].Defer), [.. _groups]));
            }
        }

        return parts;
    }

    private void Collect(SelectionSet selectionSet)
    {
        foreach (var selection in selectionSet.Selections)
        {
            if (!_scope.Take(selection) || !_scope.Includes(selection.Directives))
            {
                continue;
            }

            switch (selection)
            {
                case Selection.Field field:
                    Add(field);
                    break;
                case Selection.FragmentSpread spread:
                    CollectSpread(spread);
                    break;
                case Selection.InlineFragment inline:
                    CollectWhen(inline.TypeCondition, inline.SelectionSet, _scope.DeferOf(inline.Directives));
                    break;
            }
        }
    }

    private void CollectSpread(Selection.FragmentSpread spread)
    {
        var defer = _scope.DeferOf(spread.Directives);
        if (defer is not null || _visitedFragments.Add(spread.Name))
        {
            var fragment = _scope.Document.FragmentOf(spread.Name);
            CollectWhen(fragment.TypeCondition, fragment.SelectionSet, defer);
        }
    }

    private void CollectWhen(TypeReference.Named? condition, SelectionSet selectionSet, Directive? defer)
    {
        if (condition is not null && !Applies((CompositeType)_scope.Schema.Types.Find(condition.Name)!))
        {
            return;
        }

        if (defer is null)
        {
            Collect(selectionSet);
        }
        else
        {
            _deferred.Add((defer, selectionSet));
        }
    }

    private bool Applies(CompositeType wanted) => wanted == _type || wanted.PossibleTypes.Contains(_type);

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
