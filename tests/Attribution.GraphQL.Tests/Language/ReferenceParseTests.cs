using System.Text.Json;
using Attribution.GraphQL.Language;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests.Language;

/// <summary>What the reference implementation said of the documents of its own tests.</summary>
public class ReferenceParseTests
{
    // Variables of fragments are an experiment of the reference implementation that no edition has.
    private const string LegacyFragmentVariables = "allowLegacyFragmentVariables";

    // A document that tells no token limit from another: "more that" is the reference's own misspelling.
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
        var limits = ParserLimits.Default;
        if (options.ValueKind == JsonValueKind.Object)
        {
            limits = options.TryGetProperty("maxTokens", out var tokens)
                ? limits with { MaxTokens = tokens.GetInt32() }
                : limits;
            if (options.TryGetProperty(LegacyFragmentVariables, out _))
            {
                return null;
            }
        }

        var isRight = Parser.TryParse(new Source(text), limits, out var document, out var error);
        if (isRight != recorded.GetProperty("ok").GetBoolean())
        {
            return $"{text}: {error}";
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
