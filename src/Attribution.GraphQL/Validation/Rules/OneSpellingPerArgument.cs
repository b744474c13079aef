using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>
/// An argument or input field is given in one of its spellings, not in both. This engine's own rule: it follows from
/// the twins that <see cref="SnakeCaseTwins"/> adds.
/// </summary>
internal sealed class OneSpellingPerArgument(ValidationContext context)
    : ValidationRule(context), IEnter<Selection.Field>, IEnter<Value>
{
    public void Enter(Selection.Field field)
    {
        if (field.Arguments.Count > 1 && Context.Types.Field is { } definition)
        {
            Check("Argument", definition.Arguments, field.Arguments, argument => argument.Name);
        }
    }

    public void Enter(Value value)
    {
        if (value is Value.Object { Fields.Count: > 1 } input
            && Context.Types.Input.Type?.Named is InputObjectType type)
        {
            Check("Input field", type.Fields, input.Fields, field => field.Name);
        }
    }

    private void Check<T>(string kind, NameTable<InputDefinition> known, SyntaxList<T> given, Func<T, Name> nameOf)
    {
        foreach (var member in given)
        {
            if (known.Find(nameOf(member))?.TwinOf is not { } original)
            {
                continue;
            }

            foreach (var other in given.Where(other => nameOf(other) == original.Key))
            {
                Context.Report(
                    $"{kind} \"{original.Name}\" is given twice, also in its deprecated spelling "
                    + $"\"{nameOf(member)}\". Give \"{original.Name}\" only.",
                    nameOf(other).Location,
                    nameOf(member).Location);
            }
        }
    }
}
