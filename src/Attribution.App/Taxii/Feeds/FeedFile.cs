using System.Text.Json;
using System.Text.Json.Serialization;
using Attribution.Domain.Access;

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
            var entries = await JsonSerializer.DeserializeAsync<Entry?[]>(file, Options, cancellation) ?? [null];
            return [.. entries.Select(entry => entry?.Wanted ?? throw new JsonException("A feed is a JSON object."))];
        }
        catch (JsonException unreadable)
        {
            throw new InvalidOperationException($"This is no list of feeds: {unreadable.Message}", unreadable);
        }
    }

    private sealed record Entry(
        string Name,
        string ApiRoot,
        string Collection,
        Tlp Ceiling = Tlp.Amber,
        string? Credentials = null,
        int? EveryMinutes = null,
        IReadOnlyList<string>? Ids = null,
        IReadOnlyList<string>? Types = null,
        IReadOnlyList<string>? SpecVersions = null)
    {
        internal SaveTaxiiFeedInput Wanted => new(Name, ApiRoot, Collection, Ceiling, Credentials, EveryMinutes)
        {
            Ids = Ids,
            Types = Types,
            SpecVersions = SpecVersions,
        };
    }
}
