using System.Globalization;
using System.Text.Json;

namespace Attribution.Stix;

/// <summary>A marking of parts of an object (section 7.2.3): either a marking definition or a language.</summary>
/// <param name="Selectors">Which parts, such as <c>description</c> or <c>external_references.[0].url</c>.</param>
/// <param name="Marking">The marking definition; null where a language is given or the reference is no id.</param>
/// <param name="Language">The language of the parts; null where a marking is given.</param>
public sealed record GranularMarking(IReadOnlyList<string> Selectors, StixId? Marking, string? Language)
{
    /// <summary>The granular markings of an object, malformed ones included.</summary>
    public static IReadOnlyList<GranularMarking> Of(StixObject stixObject) =>
        [.. stixObject.Json.Items("granular_markings").Select(Read)];

    /// <summary>The part of an object that a selector names; null when there is none.</summary>
    public static JsonElement? Select(StixObject stixObject, string selector)
    {
        JsonElement? part = stixObject.Json;
        foreach (var step in selector.Split('.'))
        {
            part = part is { } parent ? Step(parent, step) : null;
        }

        return part;
    }

    private static GranularMarking Read(JsonElement json) => new(
        [.. json.Items("selectors").Select(selector => selector.AsText()).OfType<string>()],
        json.Reference("marking_ref"),
        json.Text("lang"));

    private static JsonElement? Step(JsonElement parent, string step)
    {
        if (!step.StartsWith('['))
        {
            return parent.Property(step);
        }

        return parent.ValueKind == JsonValueKind.Array && step.EndsWith(']')
            && int.TryParse(step.AsSpan(1..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < parent.GetArrayLength()
            ? parent[index]
            : null;
    }
}
