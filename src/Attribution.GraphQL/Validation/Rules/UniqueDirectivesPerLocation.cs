using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>
/// A directive that is not repeatable stands once in a place (section 5.7.3 "Directives Are Unique per Location"). A
/// type and its extensions are one place.
/// </summary>
internal sealed class UniqueDirectivesPerLocation(ValidationContext context)
    : ValidationRule(context), IEnterDirectives
{
    private readonly DefinedDirectives _directives = new(context);
    private readonly Dictionary<Name, Dictionary<Name, Directive>> _ofTypes = [];
    private readonly Dictionary<Name, Directive> _ofSchema = [];

    public void Enter(SyntaxList<Directive> directives, SyntaxNode owner)
    {
        var seen = owner switch
        {
            Definition.Schema => _ofSchema,
            Definition.Type type => OfType(type.Name),
            _ when directives.Count > 1 => [],
            _ => null,
        };
        foreach (var directive in seen is null ? default : directives)
        {
            if (_directives.IsRepeatable(directive.Name) == false && !seen!.TryAdd(directive.Name, directive))
            {
                Context.Report(
                    $"The directive \"@{directive.Name}\" can only be used once at this location.",
                    seen[directive.Name].Location,
                    directive.Location);
            }
        }
    }

    private Dictionary<Name, Directive> OfType(Name name)
    {
        if (!_ofTypes.TryGetValue(name, out var seen))
        {
            seen = [];
            _ofTypes.Add(name, seen);
        }

        return seen;
    }
}
