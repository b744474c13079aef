using System.Security.Cryptography;

namespace Attribution.GraphQL.Documents;

/// <summary>Documents that were known when the server started, by the SHA-256 of their bytes in lower-case hexadecimal
/// (GraphQL over HTTP, appendix A "Persisted Documents").</summary>
public sealed class TrustedDocuments
{
    private const string Prefix = "sha256:";

    private readonly Dictionary<string, byte[]> _byHash;

    private TrustedDocuments(Dictionary<string, byte[]> byHash) => _byHash = byHash;

    /// <summary>None at all.</summary>
    public static TrustedDocuments None { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => _byHash.Count;

    /// <summary>Reads every <c>*.graphql</c> file of a directory and of those below it.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TrustedDocuments Load(string directory) =>
        Of(Directory.EnumerateFiles(directory, "*.graphql", SearchOption.AllDirectories).Select(File.ReadAllBytes));

    /// <summary>Takes documents as UTF-8.</summary>
    public static TrustedDocuments Of(IEnumerable<byte[]> documents)
    {
        var byHash = new Dictionary<string, byte[]>();
        foreach (var document in documents)
        {
            byHash[HashOf(document)] = document;
        }

        return new TrustedDocuments(byHash);
    }

    /// <summary>The document of a hash, which may have <c>sha256:</c> in front; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Find(string id)
    {
        var hash = id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id;
        return _byHash.TryGetValue(hash, out var document) ? document : default(ReadOnlyMemory<byte>?);
    }

    internal static string HashOf(ReadOnlySpan<byte> document) => Convert.ToHexStringLower(SHA256.HashData(document));

    internal bool Contains(ReadOnlySpan<byte> document) => _byHash.ContainsKey(HashOf(document));
}
