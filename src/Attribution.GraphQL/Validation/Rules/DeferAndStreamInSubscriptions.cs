using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>A subscription defers and streams nothing unless a condition turns that off (incremental delivery proposal,
/// "Defer And Stream Directives Are Used On Valid Operations").</summary>
internal sealed class DeferAndStreamInSubscriptions(ValidationContext context)
    : ValidationRule(context), IEnter<Definition>, IEnter<Directive>, ILeave<Document>
{
    private readonly Dictionary<Definition, List<Directive>> _byDefinition = new(ReferenceEqualityComparer.Instance);
    private Definition? _definition;

    public void Enter(Definition definition) => _definition = definition;

    public void Enter(Directive directive)
    {
        if ((directive.Name.Is("defer"u8) || directive.Name.Is("stream"u8)) && !CanBeOff(directive))
        {
            if (!_byDefinition.TryGetValue(_definition!, out var directives))
            {
                directives = [];
                _byDefinition.Add(_definition!, directives);
            }

            directives.Add(directive);
        }
    }

    public void Leave(Document document)
    {
        if (_byDefinition.Count == 0)
        {
            return;
        }

        var subscriptions = document.Definitions
            .OfType<Definition.Operation>()
            .Where(operation => operation.Kind == OperationKind.Subscription)
            .ToList();
        foreach (var definition in Context.Uses.FragmentsOf(subscriptions).Concat<Definition>(subscriptions))
        {
            foreach (var directive in _byDefinition.GetValueOrDefault(definition) ?? [])
            {
                var name = directive.Name.Is("defer"u8) ? "Defer" : "Stream";
                Context.Report(
                    $"{name} directive not supported on subscription operations. "
                    + "Disable it by setting the `if` argument to `false`.",
                    directive.Location);
            }
        }
    }

    private static bool CanBeOff(Directive directive)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name.Is("if"u8))
            {
                return argument.Value is Value.Variable or Value.Boolean { IsTrue: false };
            }
        }

        return false;
    }
}
