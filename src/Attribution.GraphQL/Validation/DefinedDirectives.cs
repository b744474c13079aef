using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation;

/// <summary>The directives that a document can apply: those it defines itself, else those of its schema, which for a
/// new schema are the specification's.</summary>
internal sealed class DefinedDirectives(ValidationContext context)
{
    private Dictionary<Name, Definition.Directive>? _own;

    /// <summary>The arguments a directive has; null when it is not defined.</summary>
    public IReadOnlyList<InputDeclaration>? Find(Name name) => SyntaxOf(name)?.Arguments;

    /// <summary>Where a directive may stand; null when it is not defined.</summary>
    public IReadOnlyList<string>? LocationsOf(Name name) => OwnOf(name) is { } own
        ? [.. own.Locations.Select(location => location.ToString())]
        : KnownOf(name)?.Locations;

    /// <summary>Whether a directive may stand more than once; null when it is not defined.</summary>
    public bool? IsRepeatable(Name name) => SyntaxOf(name)?.IsRepeatable;

    private Definition.Directive? SyntaxOf(Name name) => OwnOf(name) ?? KnownOf(name)?.Syntax;

    private Definition.Directive? OwnOf(Name name)
    {
        _own ??= CollectOwn();
        return _own.GetValueOrDefault(name);
    }

    private DirectiveDefinition? KnownOf(Name name) => context.KnownSchema is { } schema
        ? schema.Directives.Find(name)
        : SpecifiedDirectives.All.FirstOrDefault(directive => directive.Key == name);

    private Dictionary<Name, Definition.Directive> CollectOwn()
    {
        var own = new Dictionary<Name, Definition.Directive>();
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is Definition.Directive directive)
            {
                own[directive.Name] = directive;
            }
        }

        return own;
    }
}
