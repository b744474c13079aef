using System.Text.Json;

namespace Attribution.Stix;

/// <summary>
/// What all markings of an object together allow: the strictest of the object's own and of those on its parts, so that
/// no part travels further than it may. A marking nobody here understands - its definition is missing, of another kind,
/// or the reference itself is malformed - counts as the most restrictive.
/// </summary>
/// <param name="Level">The level that holds; null for an object without restricting markings.</param>
/// <param name="Statements">Texts that have to travel with the object, such as copyright lines; they restrict
/// nothing.</param>
/// <param name="NotUnderstood">The markings that forced the most restrictive level, as written.</param>
public sealed record EffectiveMarking(
    TlpLevel? Level, IReadOnlyList<string> Statements, IReadOnlyList<string> NotUnderstood)
{
    /// <summary>Computes the marking of an object.</summary>
    /// <param name="stixObject">The object.</param>
    /// <param name="findDefinition">Finds a marking definition that is no TLP marking, in the bundle or in what is
    /// stored; null when there is none.</param>
    public static EffectiveMarking Of(StixObject stixObject, Func<StixId, StixObject?> findDefinition)
    {
        TlpLevel? level = null;
        var statements = new List<string>();
        var notUnderstood = new List<string>();
        foreach (var text in MarkingsIn(stixObject.Json).Distinct())
        {
            if (!StixId.TryParse(text, out var id) || Understand(id, findDefinition) is not { } meaning)
            {
                notUnderstood.Add(text);
                continue;
            }

            level = Tlp.Stricter(level, meaning.Level);
            if (meaning.Statement is { } statement)
            {
                statements.Add(statement);
            }
        }

        return new EffectiveMarking(notUnderstood.Count > 0 ? TlpLevel.Red : level, statements, notUnderstood);
    }

    private static (TlpLevel? Level, string? Statement)? Understand(StixId id, Func<StixId, StixObject?> findDefinition)
    {
        if (Tlp.LevelOf(id) is { } level)
        {
            return (level, null);
        }

        var definition = findDefinition(id);
        return definition?.Text("definition_type") == "statement"
            && definition.Json.Property("definition")?.Text("statement") is { } statement
            ? (null, statement)
            : null;
    }

    /// <summary>Every reference to a marking as text, and the raw JSON of whatever stands where one belongs.</summary>
    private static IEnumerable<string> MarkingsIn(JsonElement json)
    {
        foreach (var item in ItemsOrValue(json.Property("object_marking_refs")))
        {
            yield return item.AsText() ?? item.GetRawText();
        }

        foreach (var granular in ItemsOrValue(json.Property("granular_markings")))
        {
            if (granular.Property("marking_ref") is { } marking)
            {
                yield return marking.AsText() ?? marking.GetRawText();
            }
            else if (granular.Text("lang") is null)
            {
                yield return granular.GetRawText();
            }
        }
    }

    /// <summary>A single value where a list belongs is taken for a list of one: it may still restrict.</summary>
    private static IEnumerable<JsonElement> ItemsOrValue(JsonElement? value) => value switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } single => [single],
    };
}
