using System.Text.Json;

namespace Attribution.App.Storage;

/// <summary>Enums outside the program, in columns, JSON and GraphQL alike: UPPER_SNAKE.</summary>
internal static class Spelling
{
    internal static string Of<T>(T value)
        where T : struct, Enum => Spellings<T>.Names[value];

    /// <summary>The value that is stored under a name.</summary>
    internal static T Read<T>(string name)
        where T : struct, Enum => Spellings<T>.Values[name];

    /// <summary>All values of an enum with their names.</summary>
    internal static IReadOnlyList<(string Name, T Value)> All<T>()
        where T : struct, Enum => [.. Spellings<T>.Names.Select(pair => (pair.Value, pair.Key))];

    private static class Spellings<T>
        where T : struct, Enum
    {
        internal static readonly Dictionary<T, string> Names = Enum.GetValues<T>()
            .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));

        internal static readonly Dictionary<string, T> Values =
            Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
