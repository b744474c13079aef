using System.Diagnostics;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>What is extended exists and is of the same kind (section 3.4.3 "Type Extensions").</summary>
internal sealed class PossibleTypeExtensions(ValidationContext context)
    : ValidationRule(context), IEnter<Document>, IEnter<Definition>
{
    private readonly Dictionary<Name, Definition.Type> _defined = [];

    public void Enter(Document document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is Definition.Type { IsExtension: false } type)
            {
                _defined[type.Name] = type;
            }
        }
    }

    public void Enter(Definition definition)
    {
        if (definition is not Definition.Type { IsExtension: true } extension)
        {
            return;
        }

        var extended = _defined.GetValueOrDefault(extension.Name)
            ?? Context.KnownSchema?.Types.Find(extension.Name)?.Syntax;
        if (extended is null)
        {
            ReportUnknown(extension);
        }
        else if (extended.GetType() != extension.GetType())
        {
            Report(extended, extension);
        }
    }

    private void ReportUnknown(Definition.Type extension)
    {
        var known = (Context.KnownSchema?.Types ?? Enumerable.Empty<NamedType>()).Select(type => type.Name);
        var names = _defined.Keys.Select(name => name.ToString()).Concat(known);
        var suggestion = Suggestions.For(Context, extension.Name.ToString(), names);
        Context.Report(
            $"Cannot extend type \"{extension.Name}\" because it is not defined.{suggestion}", extension.Name.Location);
    }

    private void Report(Definition.Type extended, Definition.Type extension)
    {
        var message = $"Cannot extend non-{KindOf(extension)} type \"{extension.Name}\".";
        if (_defined.ContainsKey(extension.Name))
        {
            Context.Report(message, extended.Location, extension.Location);
        }
        else
        {
            Context.Report(message, extension.Location);
        }
    }

    private static string KindOf(Definition.Type type) => type switch
    {
        Definition.Scalar => "scalar",
        Definition.Object => "object",
        Definition.Interface => "interface",
        Definition.Union => "union",
        Definition.Enum => "enum",
        Definition.InputObject => "input object",
        _ => throw new UnreachableException($"{type.Name} is of no kind."),
    };
}
