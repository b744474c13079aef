using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.Api.Authentication;

/// <summary>
/// Tokens that were checked, by their SHA-256, until they expire or the keys change. Two generations bound it: when the
/// younger is full it becomes the older, and what nobody has asked for since goes.
/// </summary>
/// <param name="max">How many at most.</param>
/// <param name="time">Tells when a token has expired.</param>
internal sealed class CheckedTokens(int max, TimeProvider time)
{
    // Tokens are seldom longer.
    private const int OnStackMax = 2_048;

    private readonly Lock _turning = new();
    private ConcurrentDictionary<Key, CheckedToken> _young = [];
    private ConcurrentDictionary<Key, CheckedToken> _old = [];

    internal int Count => _young.Count + _old.Count;

    /// <param name="token">The token as it came.</param>
    /// <param name="keys">The keys that count now.</param>
    /// <param name="known">What it says.</param>
    internal bool TryFind(ReadOnlySpan<char> token, object? keys, [NotNullWhen(true)] out CheckedToken? known)
    {
        var key = Key.Of(token);
        if (!_young.TryGetValue(key, out known))
        {
            if (!_old.TryGetValue(key, out known))
            {
                return false;
            }

            Put(key, known);
        }

        return ReferenceEquals(known.Keys, keys) && time.GetUtcNow() < known.EndsAt;
    }

    internal void Remember(ReadOnlySpan<char> token, CheckedToken known)
    {
        if (max > 0 && time.GetUtcNow() < known.EndsAt)
        {
            Put(Key.Of(token), known);
        }
    }

    private void Put(Key key, CheckedToken known)
    {
        if (_young.Count >= Math.Max(1, max / 2))
        {
            lock (_turning)
            {
                if (_young.Count >= Math.Max(1, max / 2))
                {
                    (_old, _young) = (_young, []);
                }
            }
        }

        _young[key] = known;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(UInt128 High, UInt128 Low)
    {
        internal static Key Of(ReadOnlySpan<char> token)
        {
            var size = Encoding.UTF8.GetByteCount(token);
            var utf8 = size <= OnStackMax ? stackalloc byte[size] : new byte[size];
            Encoding.UTF8.GetBytes(token, utf8);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(utf8, hash);
            return new Key(
                BinaryPrimitives.ReadUInt128BigEndian(hash),
                BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
