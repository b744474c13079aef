using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>A fragment can apply where it stands (section 5.5.2.3 "Fragment Spread Is Possible").</summary>
internal sealed class PossibleFragmentSpreads(ValidationContext context)
    : ValidationRule(context), IEnter<Selection.InlineFragment>, IEnter<Selection.FragmentSpread>
{
    public void Enter(Selection.InlineFragment fragment) =>
        Check(Context.Types.Output as CompositeType, name: null, fragment.Location);

    public void Enter(Selection.FragmentSpread spread)
    {
        if (Context.FindFragment(spread.Name) is { } fragment)
        {
            Check(
                Context.Schema.Types.Find(fragment.TypeCondition.Name) as CompositeType,
                spread.Name,
                spread.Location);
        }
    }

    private void Check(CompositeType? type, Name? name, Location place)
    {
        if (type is not null && Context.Types.Parent is { } parent && !type.Overlaps(parent))
        {
            var fragment = name is null ? "Fragment" : $"Fragment \"{name}\"";
            Context.Report(
                $"{fragment} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".",
                place);
        }
    }
}
