using System.Text.Json;

namespace Attribution.App.Tests;

/// <summary>Short words for what tests read in responses.</summary>
internal static class Json
{
    internal static JsonElement At(this JsonElement element, params IEnumerable<string> path) =>
        path.Aggregate(element, (inner, name) => inner.GetProperty(name));

    internal static string? Text(this JsonElement element, params IEnumerable<string> path) =>
        element.At(path).GetString();

    internal static int Number(this JsonElement element, params IEnumerable<string> path) =>
        element.At(path).GetInt32();

    internal static Guid Id(this JsonElement element, params IEnumerable<string> path) =>
        element.At([.. path, "id"]).GetGuid();

    internal static JsonElement[] Items(this JsonElement element, params IEnumerable<string> path) =>
        [.. element.At(path).EnumerateArray()];

    internal static bool IsNull(this JsonElement element, params IEnumerable<string> path) =>
        element.At(path).ValueKind == JsonValueKind.Null;
}
