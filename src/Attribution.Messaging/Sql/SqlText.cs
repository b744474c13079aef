using System.Collections.Concurrent;
using System.Reflection;

namespace Attribution.Messaging;

/// <summary>The statements, read once from the files beside this one.</summary>
internal static class SqlText
{
    private static readonly ConcurrentDictionary<string, string> Statements = new(StringComparer.Ordinal);

    /// <param name="operation">The name of a file in <c>Sql</c> or <c>Schema</c>, without its extension.</param>
    public static string Of(string operation) => Statements.GetOrAdd(operation, Read);

    private static string Read(string operation)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(operation + ".sql")
            ?? throw new ArgumentException($"There is no statement '{operation}'.", nameof(operation));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
