using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Root fields of mutations and subscriptions are neither deferred nor streamed (incremental delivery
/// proposal,
/// "Defer And Stream Directives Are Used On Valid Root Field").</summary>
internal sealed class DeferAndStreamOnRootFields(ValidationContext context)
    : ValidationRule(context), IEnter<Directive>
{
    public void Enter(Directive directive)
    {
        if (Context.Types.Parent is not { } parent || !(directive.Name.Is("defer"u8) || directive.Name.Is("stream"u8)))
        {
            return;
        }

        var kind = parent == Context.Schema.Mutation ? "mutation"
            : parent == Context.Schema.Subscription ? "subscription"
            : null;
        if (kind is not null)
        {
            var name = directive.Name.Is("defer"u8) ? "Defer" : "Stream";
            Context.Report($"{name} directive cannot be used on root {kind} type \"{parent}\".", directive.Location);
        }
    }
}
