namespace Attribution.GraphQL.Documents;

/// <summary>
/// Documents that clients registered by sending them once with their hash (Apollo's automatic persisted queries).
/// Bounded: the longest unused half is forgotten, and clients send those again.
/// </summary>
internal sealed class AutomaticDocuments(int maxDocuments, int maxDocumentBytes)
{
    private readonly Lock _lock = new();
    private readonly int _halfCount = Math.Max(1, maxDocuments / 2);
    private Dictionary<string, byte[]> _young = [];
    private Dictionary<string, byte[]> _old = [];

    public ReadOnlyMemory<byte>? Find(string hash)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(hash, out var document))
            {
                return document;
            }

            if (!_old.TryGetValue(hash, out document))
            {
                return null;
            }

            Put(hash, document);
            return document;
        }
    }

    /// <summary>Keeps a document whose hash has been checked, unless it is larger than the engine would run.</summary>
    public void Add(string hash, ReadOnlySpan<byte> document)
    {
        if (document.Length > maxDocumentBytes)
        {
            return;
        }

        lock (_lock)
        {
            Put(hash, document.ToArray());
        }
    }

    private void Put(string hash, byte[] document)
    {
        if (_young.Count >= _halfCount)
        {
            (_old, _young) = (_young, []);
        }

        _young[hash] = document;
    }
}
