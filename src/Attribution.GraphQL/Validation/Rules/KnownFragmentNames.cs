using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Every fragment that is spread exists (section 5.5.2.1 "Fragment Spread Target Defined").</summary>
internal sealed class KnownFragmentNames(ValidationContext context)
    : ValidationRule(context), IEnter<Selection.FragmentSpread>
{
    public void Enter(Selection.FragmentSpread spread)
    {
        if (Context.FindFragment(spread.Name) is null)
        {
            Context.Report($"Unknown fragment \"{spread.Name}\".", spread.Name.Location);
        }
    }
}
