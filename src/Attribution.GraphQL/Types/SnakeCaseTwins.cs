using System.Text;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>
/// The deprecated second spelling that clients of an older API still use: <c>created_at</c> beside <c>createdAt</c>.
/// Output fields, optional arguments and optional input fields of more than one word have one. A required argument
/// keeps its one spelling, for nothing required can be deprecated.
/// </summary>
internal static class SnakeCaseTwins
{
    /// <summary>The fields with their twins, each twin behind its original.</summary>
    public static IEnumerable<FieldDefinition> Of(IReadOnlyList<FieldDefinition> fields)
    {
        var taken = fields.Select(field => field.Name).ToHashSet();
        foreach (var field in fields)
        {
            yield return field;
            var name = Spell(field.Name);
            if (taken.Add(name))
            {
                var directives = Deprecation(field.Directives, field.Name);
                var syntax = field.Syntax with { Name = Name.Of(name), Directives = directives };
                yield return new FieldDefinition(syntax, field.Type, field.Arguments, ReasonFor(field.Name))
                {
                    TwinOf = field,
                };
            }
        }
    }

    /// <summary>The arguments or input fields with their twins, each twin behind its original.</summary>
    public static IEnumerable<InputDefinition> Of(IReadOnlyList<InputDefinition> inputs)
    {
        var taken = inputs.Select(input => input.Name).ToHashSet();
        foreach (var input in inputs)
        {
            yield return input;
            var name = Spell(input.Name);
            if (!input.IsRequired && taken.Add(name))
            {
                var directives = Deprecation(input.Directives, input.Name);
                var syntax = input.Syntax with { Name = Name.Of(name), Directives = directives };
                yield return new InputDefinition(syntax, input.Type, ReasonFor(input.Name)) { TwinOf = input };
            }
        }
    }

    /// <summary><c>createdAt</c> becomes <c>created_at</c>, <c>stixURLList</c> becomes <c>stix_url_list</c>.</summary>
    public static string Spell(string name)
    {
        var spelled = new StringBuilder(name.Length + 4);
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0 && char.IsAsciiLetterUpper(name[index]) && StartsWord(name, index))
            {
                spelled.Append('_');
            }

            spelled.Append(char.ToLowerInvariant(name[index]));
        }

        return spelled.ToString();
    }

    private static bool StartsWord(string name, int index) => char.IsAsciiLetterUpper(name[index - 1])
        ? index + 1 < name.Length && char.IsAsciiLetterLower(name[index + 1])
        : name[index - 1] != '_';

    private static string ReasonFor(string name) => $"Use {name}.";

    private static SyntaxList<Directive> Deprecation(SyntaxList<Directive> directives, string name)
    {
        var key = Name.Of("deprecated");
        var reason = new Value.String(key.Location, ReasonFor(name), IsBlock: false);
        var argument = new Argument(key.Location, Name.Of("reason"), reason);
        var others = directives.Where(directive => directive.Name != key);
        return [.. others, new Directive(key.Location, key, [argument])];
    }
}
