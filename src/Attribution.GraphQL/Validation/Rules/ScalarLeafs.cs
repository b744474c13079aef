using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Objects are selected from, leaves are not (section 5.3.3 "Leaf Field Selections").</summary>
internal sealed class ScalarLeafs(ValidationContext context) : ValidationRule(context), IEnter<Selection.Field>
{
    public void Enter(Selection.Field field)
    {
        if (Context.Types.Output is not { } type)
        {
            return;
        }

        if (type.IsLeaf && field.SelectionSet is { } selectionSet)
        {
            Context.Report(
                $"Field \"{field.Name}\" must not have a selection since type \"{type}\" has no subfields.",
                selectionSet.Location);
        }
        else if (!type.IsLeaf && field.SelectionSet is null)
        {
            Context.Report(
                $"Field \"{field.Name}\" of type \"{type}\" must have a selection of subfields. "
                + $"Did you mean \"{field.Name} {{ ... }}\"?",
                field.Location);
        }
    }
}
