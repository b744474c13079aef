using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.Domain;

/// <summary>
/// Name-based UUIDs, version 5 of RFC 9562 section 5.5: the same name in the same namespace, the same id.
/// </summary>
public static class NameBasedId
{
    private const int UuidLengthBytes = 16;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 defines version 5 by SHA-1; nothing is secured.")]
    public static Guid Create(Guid space, string name)
    {
        var text = new byte[UuidLengthBytes + Encoding.UTF8.GetByteCount(name)];
        // The RFC hashes the namespace in network order, which is not how .NET lays out a Guid.
        space.TryWriteBytes(text, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, text.AsSpan(UuidLengthBytes));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(text, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..UuidLengthBytes], bigEndian: true);
    }
}
