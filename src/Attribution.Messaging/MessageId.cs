using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.Messaging;

/// <summary>
/// The key of a message, derived from tenant, scope, source and id (RFC 9562 version 8, SHA-256). The same message
/// gets the same key wherever it arrives, so the primary key of the table <i>is</i> the deduplication, and a publisher
/// can be told the key before anything is stored. It also names the inbox mark of a command: tenant, door, idempotency
/// key.
/// </summary>
public readonly record struct MessageId(Guid Value)
{
    /// <summary>The key of the message that <paramref name="source"/> calls <paramref name="id"/>.</summary>
    /// <param name="tenantId">Whose message it is.</param>
    /// <param name="source">Who published it.</param>
    /// <param name="id">Its name there.</param>
    /// <param name="scope">Where that name counts (<see cref="IncomingMessage.Scope"/>).</param>
    public static MessageId Of(string tenantId, string source, string id, string scope = "")
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(hash, scope, tenantId, source, id);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(new Guid(hash[..16], bigEndian: true));
    }

    /// <summary>
    /// The lane of an ordering key: a number, because it is compared far more often than it is read. Two keys that
    /// share a number by accident (1 in 2^64) only wait for each other.
    /// </summary>
    internal static long? LaneOf(string queue, string tenantId, string? subject, string scope = "")
    {
        if (string.IsNullOrEmpty(subject))
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(hash, scope, queue, tenantId, subject);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    public override string ToString() => Value.ToString();

    // Each part is preceded by its length, so that ("a", "bc") and ("ab", "c") differ, and what has a scope from what
    // has none, which is hashed as it was before there were any.
    private static void Hash(Span<byte> hash, string scope, params ReadOnlySpan<string> parts)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            Append(sha, part);
        }

        if (scope.Length > 0)
        {
            Append(sha, scope);
        }

        sha.GetHashAndReset(hash);
    }

    private static void Append(IncrementalHash sha, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        sha.AppendData(length);
        sha.AppendData(bytes);
    }
}
