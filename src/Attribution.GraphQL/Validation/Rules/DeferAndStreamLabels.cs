using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Labels of <c>@defer</c> and <c>@stream</c> are literals and occur once (incremental delivery proposal,
/// "Defer And Stream Directive Labels Are Unique").</summary>
internal sealed class DeferAndStreamLabels(ValidationContext context) : ValidationRule(context), IEnter<Directive>
{
    private Dictionary<string, Location>? _known;

    public void Enter(Directive directive)
    {
        if (!directive.Name.Is("defer"u8) && !directive.Name.Is("stream"u8))
        {
            return;
        }

        foreach (var argument in directive.Arguments)
        {
            if (argument.Name.Is("label"u8))
            {
                CheckLabel(directive, argument.Value);
            }
        }
    }

    private void CheckLabel(Directive directive, Value label)
    {
        switch (label)
        {
            case Value.Variable:
                Context.Report($"Argument \"@{directive.Name}(label:)\" must be a static string.", directive.Location);
                break;
            case Value.String text:
                _known ??= [];
                if (!_known.TryAdd(text.Text, directive.Location))
                {
                    Context.Report(
                        "Value for arguments \"defer(label:)\" and \"stream(label:)\" must be unique across all "
                        + "Defer/Stream directive usages.",
                        _known[text.Text],
                        directive.Location);
                }

                break;
        }
    }
}
