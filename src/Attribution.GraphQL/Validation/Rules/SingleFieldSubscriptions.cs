using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>
/// A subscription selects exactly one field at its root, no field of introspection, and does not make it depend on
/// <c>@skip</c> or <c>@include</c> (section 5.2.4.1 "Single Root Field").
/// </summary>
internal sealed class SingleFieldSubscriptions(ValidationContext context)
    : ValidationRule(context), IEnter<Definition>
{
    public void Enter(Definition definition)
    {
        if (definition is not Definition.Operation { Kind: OperationKind.Subscription } operation
            || Context.Schema.Subscription is not { } subscriptionType)
        {
            return;
        }

        var name = operation.Name is { } given ? $"Subscription \"{given}\"" : "Anonymous Subscription";
        var root = new RootFields(Context, subscriptionType);
        root.Collect(operation.SelectionSet);
        if (root.Conditions.Count > 0)
        {
            Context.Report(
                $"{name} must not use `@skip` or `@include` directives in the top level selection.",
                [.. root.Conditions]);
        }

        if (root.ByResponseKey.Count > 1)
        {
            Context.Report(
                $"{name} must select only one top level field.",
                [.. root.ByResponseKey.Skip(1).SelectMany(fields => fields).Select(field => field.Location)]);
        }

        foreach (var fields in root.ByResponseKey.Where(fields => fields[0].Name.Utf8.StartsWith("__"u8)))
        {
            Context.Report(
                $"{name} must not select an introspection top level field.",
                [.. fields.Select(field => field.Location)]);
        }
    }

    /// <summary>The fields that would be executed at the root, in the order they are met.</summary>
    private sealed class RootFields(ValidationContext context, ObjectType subscriptionType)
    {
        private readonly HashSet<Name> _fragments = [];
        private readonly Dictionary<Name, List<Selection.Field>> _byKey = [];

        public List<List<Selection.Field>> ByResponseKey { get; } = [];

        public List<Location> Conditions { get; } = [];

        public void Collect(SelectionSet selectionSet)
        {
            foreach (var selection in selectionSet.Selections)
            {
                NoteConditions(selection);
                switch (selection)
                {
                    case Selection.Field field:
                        Add(field);
                        break;
                    case Selection.InlineFragment fragment when Applies(fragment.TypeCondition):
                        Collect(fragment.SelectionSet);
                        break;
                    case Selection.FragmentSpread spread when _fragments.Add(spread.Name):
                        CollectFragment(spread.Name);
                        break;
                }
            }
        }

        private void CollectFragment(Name name)
        {
            if (context.CanGoDeeper() && context.FindFragment(name) is { } fragment && Applies(fragment.TypeCondition))
            {
                Collect(fragment.SelectionSet);
            }
        }

        private void Add(Selection.Field field)
        {
            if (!_byKey.TryGetValue(field.ResponseKey, out var fields))
            {
                fields = [];
                _byKey.Add(field.ResponseKey, fields);
                ByResponseKey.Add(fields);
            }

            fields.Add(field);
        }

        private void NoteConditions(Selection selection)
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name.Is("skip"u8) || directive.Name.Is("include"u8))
                {
                    Conditions.Add(directive.Location);
                }
            }
        }

        private bool Applies(TypeReference.Named? condition) =>
            condition is null
            || (context.Schema.Types.Find(condition.Name) is CompositeType type
                && type.PossibleTypes.Contains(subscriptionType));
    }
}
