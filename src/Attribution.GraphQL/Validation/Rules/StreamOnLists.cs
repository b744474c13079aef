using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Only lists are streamed (incremental delivery proposal, "Stream Directives Are Used On List Fields").
/// </summary>
internal sealed class StreamOnLists(ValidationContext context) : ValidationRule(context), IEnter<Directive>
{
    public void Enter(Directive directive)
    {
        if (directive.Name.Is("stream"u8)
            && Context.Types is { Field: { } field, Parent: { } parent }
            && field.Type.Nullable is not ListType)
        {
            Context.Report(
                $"Directive \"@stream\" cannot be used on non-list field \"{parent}.{field}\".", directive.Location);
        }
    }
}
