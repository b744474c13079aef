using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Every type that is named exists (section 5.5.1.2 "Fragment Spread Type Existence", and for variables and
/// definitions what the other rules rest on).</summary>
internal sealed class KnownTypeNames(ValidationContext context)
    : ValidationRule(context), IEnter<Document>, IEnter<Definition>, IEnter<TypeReference.Named>
{
    private readonly HashSet<Name> _defined = [];
    private bool _isInTypeSystem;

    public void Enter(Document document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is Definition.Type { IsExtension: false } type)
            {
                _defined.Add(type.Name);
            }
        }
    }

    public void Enter(Definition definition) =>
        _isInTypeSystem = definition is not (Definition.Operation or Definition.Fragment);

    public void Enter(TypeReference.Named type)
    {
        if (IsKnown(type.Name))
        {
            return;
        }

        var suggestion = Suggestions.For(Context, type.Name.ToString(), KnownNames());
        Context.Report($"Unknown type \"{type.Name}\".{suggestion}", type.Location);
    }

    private bool IsKnown(Name name) =>
        Context.KnownSchema?.Types.Find(name) is not null
        || _defined.Contains(name)
        || (_isInTypeSystem && IsSpecified(name));

    // The specification's own types need no definition in a schema.
    private static bool IsSpecified(Name name) =>
        SpecifiedTypes.IsScalar(name) || Introspection.Types.Any(type => type.Key == name);

    private IEnumerable<string> KnownNames()
    {
        var known = (Context.KnownSchema?.Types ?? Enumerable.Empty<NamedType>())
            .Select(type => type.Name)
            .Concat(_defined.Select(name => name.ToString()));
        var specified = SpecifiedTypes.Scalars.Concat(Introspection.Types).Select(type => type.Name);
        return (_isInTypeSystem ? specified.Concat(known) : known).Distinct();
    }
}
