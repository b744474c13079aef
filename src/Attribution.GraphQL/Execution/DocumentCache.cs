using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// The documents seen of late, found by their bytes without making a string. Bounded: when the younger half is full it
/// becomes the older one, and what the older one had, and nobody asked for since, is forgotten.
/// </summary>
/// <param name="maxDocuments">How many documents to keep, at most.</param>
internal sealed class DocumentCache(int maxDocuments)
{
    private readonly int _halfCount = Math.Max(1, maxDocuments / 2);
    private readonly Lock _turning = new();
    private volatile Half _young = new();
    private volatile Half _old = new();

    public bool TryGet(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ParsedDocument? document)
    {
        if (_young.TryGet(bytes, out document))
        {
            return true;
        }

        if (!_old.TryGet(bytes, out document))
        {
            return false;
        }

        Add(bytes.ToArray(), document);
        return true;
    }

    /// <param name="bytes">The document; kept as it is.</param>
    /// <param name="document">What was made of it.</param>
    public void Add(byte[] bytes, ParsedDocument document)
    {
        if (_young.Count >= _halfCount)
        {
            Turn();
        }

        _young.Add(bytes, document);
    }

    private void Turn()
    {
        lock (_turning)
        {
            if (_young.Count >= _halfCount)
            {
                _old = _young;
                _young = new Half();
            }
        }
    }

    private sealed class Half
    {
        private readonly ConcurrentDictionary<byte[], ParsedDocument> _documents;
        private readonly ConcurrentDictionary<byte[], ParsedDocument>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
        private int _count;

        public Half()
        {
            _documents = new ConcurrentDictionary<byte[], ParsedDocument>(ByContent.Instance);
            _lookup = _documents.GetAlternateLookup<ReadOnlySpan<byte>>();
        }

        // The dictionary's own count takes all its locks.
        public int Count => Volatile.Read(ref _count);

        public bool TryGet(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ParsedDocument? document) =>
            _lookup.TryGetValue(bytes, out document);

        public void Add(byte[] bytes, ParsedDocument document)
        {
            if (_documents.TryAdd(bytes, document))
            {
                Interlocked.Increment(ref _count);
            }
        }
    }

    // HashCode is seeded per process: clients cannot choose documents that fall into one bucket.
    private sealed class ByContent : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static ByContent Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
