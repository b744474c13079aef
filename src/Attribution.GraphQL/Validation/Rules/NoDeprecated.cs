using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Nothing deprecated is used. No request is refused for that; the rule finds what a client has to change
/// before a deprecated name goes away.</summary>
internal sealed class NoDeprecated(ValidationContext context)
    : ValidationRule(context), IEnter<Selection.Field>, IEnter<Argument>, IEnter<ObjectField>, IEnter<Value>
{
    public void Enter(Selection.Field field)
    {
        if (Context.Types is { Field: { DeprecationReason: { } reason } definition, Parent: { } parent })
        {
            Context.Report($"The field {parent.Name}.{definition.Name} is deprecated. {reason}", field.Location);
        }
    }

    public void Enter(Argument argument)
    {
        if (Context.Types.InputDefinition is not { DeprecationReason: { } reason })
        {
            return;
        }

        var owner = Context.Types.Directive is { } directive
            ? $"Directive \"@{directive.Name}\""
            : $"Field \"{Context.Types.Parent}.{Context.Types.Field}\"";
        Context.Report($"{owner} argument \"{argument.Name}\" is deprecated. {reason}", argument.Location);
    }

    public void Enter(ObjectField field)
    {
        if (Context.Types.Input is { Definition: { DeprecationReason: { } reason }, Parent: { } parent })
        {
            Context.Report($"The input field {parent.Name}.{field.Name} is deprecated. {reason}", field.Location);
        }
    }

    public void Enter(Value value)
    {
        if (value is Value.Enum named
            && Context.Types.Input.Type?.Named is EnumType type
            && type.Values.Find(named.Name) is { DeprecationReason: { } reason })
        {
            Context.Report($"The enum value \"{type.Name}.{named.Name}\" is deprecated. {reason}", value.Location);
        }
    }
}
