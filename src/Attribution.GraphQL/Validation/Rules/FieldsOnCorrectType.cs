using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Every selected field exists on the type it is selected from (section 5.3.1 "Field Selections").</summary>
internal sealed class FieldsOnCorrectType(ValidationContext context)
    : ValidationRule(context), IEnter<Selection.Field>
{
    public void Enter(Selection.Field field)
    {
        if (Context.Types.Parent is not { } parent || Context.Types.Field is not null)
        {
            return;
        }

        var name = field.Name.ToString();
        Context.Report(
            $"Cannot query field \"{name}\" on type \"{parent.Name}\".{Suggest(parent, field.Name)}", field.Location);
    }

    private string Suggest(CompositeType parent, Name field)
    {
        if (!Context.Options.SuggestNames)
        {
            return "";
        }

        var types = TypesWith(parent, field);
        return types.Count > 0
            ? Suggestions.Sentence(types, "to use an inline fragment on ")
            : Suggestions.For(Context, field.ToString(), FieldNames(parent));
    }

    private static IEnumerable<string> FieldNames(CompositeType parent) =>
        parent is FieldsType type ? type.Fields.Select(field => field.Name) : [];

    /// <summary>What the parent can be that has the field; interfaces that cover many possible types come first.
    /// </summary>
    private static IReadOnlyList<string> TypesWith(CompositeType parent, Name field)
    {
        if (parent is ObjectType)
        {
            return [];
        }

        var uses = new Dictionary<FieldsType, int>();
        foreach (var possible in parent.PossibleTypes.Where(possible => possible.Fields.Find(field) is not null))
        {
            uses[possible] = 1;
            foreach (var @interface in possible.Interfaces.Where(it => it.Fields.Find(field) is not null))
            {
                uses[@interface] = uses.GetValueOrDefault(@interface) + 1;
            }
        }

        return [.. uses
            .OrderByDescending(use => use.Value)
            .ThenBy(use => use.Key.Name, StringComparer.Ordinal)
            .Select(use => use.Key.Name)];
    }
}
