using System.Text.Json;
using Attribution.GraphQL.Language;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests.Language;

/// <summary>What the reference implementation said of the documents of its own tests.</summary>
public class ReferenceParseTests
{
    // Variables of fragments are an experiment of the reference implementation that no edition has: documents that
    // need it are recorded as right and refused here.
    private const string LegacyFragmentVariables = "allowLegacyFragmentVariables";

    // The first is the reference's own misspelling; the second has changed with the September 2025 edition.
    private static readonly Dictionary<string, string> OtherWords = new()
    {
        ["contains more that"] = "contains more than",
        ["supported only on type definitions"] = "supported only on definitions",
    };

    [SharedDataFact]
    public void Every_recorded_document_has_the_recorded_verdict()
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var line in File.ReadLines(SharedData.PathTo("graphql/parse.jsonl")))
        {
            count++;
            if (Difference(JsonDocument.Parse(line).RootElement) is { } difference)
            {
                differences.Add(difference);
            }
        }

        count.ShouldBe(1650);
        differences.ShouldBeEmpty();
    }

    private static string? Difference(JsonElement recorded)
    {
        var text = recorded.GetProperty("source").GetString()!;
        var options = recorded.TryGetProperty("options", out var given) ? given : default;
        var hasOptions = options.ValueKind == JsonValueKind.Object;
        var limits = hasOptions && options.TryGetProperty("maxTokens", out var tokens)
            ? ParserLimits.Default with { MaxTokens = tokens.GetInt32() }
            : ParserLimits.Default;
        var isLegacy = hasOptions && options.TryGetProperty(LegacyFragmentVariables, out _) && text.Contains("($");
        var isRight = Parser.TryParse(new Source(text), limits, out var document, out var error);
        if (isRight != (recorded.GetProperty("ok").GetBoolean() && !isLegacy))
        {
            return $"{text}: {error}";
        }

        if (isLegacy)
        {
            return null;
        }

        return isRight ? RoundTripDifference(document!) : ErrorDifference(recorded.GetProperty("error"), error!);
    }

    private static string? ErrorDifference(JsonElement expected, Errors.GraphQLError error)
    {
        var location = expected.GetProperty("locations")[0];
        var message = OtherWords.Aggregate(
            expected.GetProperty("message").GetString()!,
            (words, other) => words.Replace(other.Key, other.Value, StringComparison.Ordinal));
        var expectation = $"{location.GetProperty("line")}:{location.GetProperty("column")} {message}";
        var outcome = $"{error.Locations[0].Line}:{error.Locations[0].Column} {error.Message}";
        return expectation == outcome ? null : $"expected {expectation}, got {outcome}";
    }

    private static string? RoundTripDifference(Document document)
    {
        var printed = document.ToString();
        if (!Parser.TryParse(new Source(printed), null, out var again, out var error))
        {
            return $"{printed}: {error}";
        }

        return again == document && again.ToString() == printed ? null : $"printing changed {printed}";
    }
}
