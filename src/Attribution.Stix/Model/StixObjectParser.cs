using System.Text.Json;
using System.Text.Unicode;

namespace Attribution.Stix;

/// <summary>Turns the bytes of one JSON value into an object, or into the reason why it cannot be one.</summary>
internal static class StixObjectParser
{
    public static (StixObject? Object, StixFinding? Problem, string? ClaimedId) Parse(
        ReadOnlySpan<byte> utf8, StixReaderLimits limits)
    {
        if (FindBrokenText(utf8) is { } broken)
        {
            return (null, broken, null);
        }

        var (json, problem) = ReadJson(utf8, limits);
        return problem is null ? Identify(json) : (null, problem, null);
    }

    /// <summary>The JSON reader leaves strings undecoded, so that bad text would only surface much later.</summary>
    private static StixFinding? FindBrokenText(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return StixFinding.Refused(FindingCodes.InvalidUtf8, "The object is not valid UTF-8.");
        }

        return UnicodeEscapes.AreWellFormed(utf8)
            ? null
            : StixFinding.Refused(FindingCodes.LoneSurrogate, "A \\u escape holds half of a surrogate pair.");
    }

    private static (JsonElement Json, StixFinding? Problem) ReadJson(ReadOnlySpan<byte> utf8, StixReaderLimits limits)
    {
        var options = new JsonDocumentOptions { MaxDepth = limits.MaxDepth };
        try
        {
            options.AllowDuplicateProperties = false;
            return (JsonElement.Parse(utf8, options), null);
        }
        catch (JsonException problem)
        {
            return (default, Explain(utf8, options, problem));
        }
    }

    /// <summary>
    /// The parser throws one type for everything. Being well formed when duplicates are allowed, or when depth is,
    /// tells the reasons apart; this runs for refused objects only.
    /// </summary>
    private static StixFinding Explain(ReadOnlySpan<byte> utf8, JsonDocumentOptions options, JsonException problem)
    {
        options.AllowDuplicateProperties = true;
        if (IsWellFormed(utf8, options.MaxDepth))
        {
            return StixFinding.Refused(FindingCodes.DuplicateProperty,
                $"A property occurs twice in one JSON object: {problem.Message}");
        }

        return IsWellFormed(utf8, int.MaxValue)
            ? StixFinding.Refused(FindingCodes.TooDeep, $"Lists and objects nest deeper than {options.MaxDepth}.")
            : StixFinding.Refused(FindingCodes.MalformedJson, $"Not valid JSON: {problem.Message}");
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
                // Only whether the end is reached without an error matters.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (StixObject? Object, StixFinding? Problem, string? ClaimedId) Identify(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, StixFinding.Refused(FindingCodes.NotAnObject,
                $"Expected a STIX object, found {json.ValueKind}."), null);
        }

        var (type, claimedId) = (json.Text("type"), json.Text("id"));
        if (type is null || !StixId.IsTypeName(type))
        {
            return (null, StixFinding.Refused(FindingCodes.InvalidType,
                "The property type must be a string of 3 to 250 characters from a-z, 0-9 and single hyphens.",
                "/type"), claimedId);
        }

        if (!StixId.TryParse(claimedId, out var id) || id.Type != type)
        {
            return (null, StixFinding.Refused(FindingCodes.InvalidId,
                $"The property id must be '{type}--' and a UUID in lower case.", "/id"), claimedId);
        }

        return type == "bundle"
            ? (null, StixFinding.Refused(FindingCodes.NestedBundle, "A bundle cannot be inside a bundle."), claimedId)
            : (new StixObject(json, id), null, claimedId);
    }
}
