using System.Collections.Concurrent;

namespace Attribution.EventStore;

/// <summary>The statements of the Sql folder, by file name without ending.</summary>
internal static class SqlText
{
    private static readonly ConcurrentDictionary<string, string> Loaded = new(StringComparer.Ordinal);

    internal static string Get(string name) => Loaded.GetOrAdd(name, static name =>
    {
        var resource = $"Attribution.EventStore.Sql.{name}.sql";
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly holds no {resource}.");
        using var reader = new StreamReader(stream);
        return WithoutLeadingComment(reader.ReadToEnd());
    });

    /// <summary>What the comment at the top says is for readers of the file; Npgsql wants a COPY to begin with
    /// COPY.</summary>
    private static string WithoutLeadingComment(string text)
    {
        while (text.StartsWith("--", StringComparison.Ordinal))
        {
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        }

        return text;
    }
}
