using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Fragments are on object, interface or union types (section 5.5.1.3).</summary>
internal sealed class FragmentsOnCompositeTypes(ValidationContext context)
    : ValidationRule(context), IEnter<Definition>, IEnter<Selection.InlineFragment>
{
    public void Enter(Definition definition)
    {
        if (definition is Definition.Fragment fragment)
        {
            Check(fragment.TypeCondition, fragment.Name);
        }
    }

    public void Enter(Selection.InlineFragment fragment)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(condition, name: null);
        }
    }

    private void Check(TypeReference.Named condition, Name? name)
    {
        if (Context.Schema.Types.Find(condition.Name) is { } type and not CompositeType)
        {
            var fragment = name is null ? "Fragment" : $"Fragment \"{name}\"";
            Context.Report($"{fragment} cannot condition on non composite type \"{type}\".", condition.Location);
        }
    }
}
