using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.EventStore.Schema;

/// <summary>One step of a database's schema. A step that has been applied somewhere is never edited: a later one mends
/// it.</summary>
/// <param name="Module">Whose tables it makes; modules are numbered apart from each other.</param>
/// <param name="Number">Its place in the module, from 1.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Sql">The statements.</param>
public sealed record Migration(string Module, int Number, string Name, string Sql)
{
    /// <summary>The migrations of the event store itself, in order.</summary>
    public static IReadOnlyList<Migration> OfEventStore { get; } =
        FromResources(typeof(Migration).Assembly, "event-store", "Attribution.EventStore.Schema.");

    /// <summary>SHA-256 of the text, to notice a step that was edited after it had been applied.</summary>
    internal string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>Reads the embedded resources <c>{prefix}NNNN_name.sql</c> of an assembly, in order.</summary>
    /// <param name="assembly">Where they are embedded.</param>
    /// <param name="module">Whose tables they make.</param>
    /// <param name="prefix">What their resource names begin with.</param>
    public static IReadOnlyList<Migration> FromResources(Assembly assembly, string module, string prefix) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, module, name, name[prefix.Length..^".sql".Length])),
    ];

    /// <inheritdoc/>
    public override string ToString() => $"{Module}/{Number.ToString("0000", CultureInfo.InvariantCulture)}_{Name}";

    private static Migration Read(Assembly assembly, string module, string resource, string title)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var number = int.Parse(title[..4], CultureInfo.InvariantCulture);
        return new Migration(module, number, title[5..], reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
