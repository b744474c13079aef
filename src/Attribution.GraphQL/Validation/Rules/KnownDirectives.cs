using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Applied directives exist (section 5.7.1) and may stand where they do (section 5.7.2).</summary>
internal sealed class KnownDirectives(ValidationContext context)
    : ValidationRule(context), IEnter<Definition>, IEnterDirectives
{
    private readonly DefinedDirectives _directives = new(context);
    private bool _isInInputObject;

    public void Enter(Definition definition) => _isInInputObject = definition is Definition.InputObject;

    public void Enter(SyntaxList<Directive> directives, SyntaxNode owner)
    {
        foreach (var directive in directives)
        {
            if (_directives.LocationsOf(directive.Name) is not { } locations)
            {
                Context.Report($"Unknown directive \"@{directive.Name}\".", directive.Location);
                continue;
            }

            var place = DirectiveLocations.Of(owner, _isInInputObject);
            if (!locations.Contains(place))
            {
                Context.Report($"Directive \"@{directive.Name}\" may not be used on {place}.", directive.Location);
            }
        }
    }
}
