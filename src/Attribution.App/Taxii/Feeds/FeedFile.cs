using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attribution.App.Taxii.Feeds;

/// <summary>Feeds as an operator keeps them in a file: a list of JSON objects with the fields of the mutation, and its
/// defaults.</summary>
internal static class FeedFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    /// <exception cref="InvalidOperationException">It is no such file.</exception>
    internal static async Task<IReadOnlyList<SaveTaxiiFeedInput>> ReadAsync(
        Stream file, CancellationToken cancellation)
    {
        try
        {
            var feeds = await JsonSerializer.DeserializeAsync<SaveTaxiiFeedInput?[]>(file, Options, cancellation);
            return [.. (feeds ?? [null]).Select(feed => feed ?? throw new JsonException("A feed is a JSON object."))];
        }
        catch (JsonException unreadable)
        {
            throw new InvalidOperationException($"This is no list of feeds: {unreadable.Message}", unreadable);
        }
    }
}
