using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Attribution.Stix;

/// <summary>Version 5 UUIDs (RFC 9562 section 5.5): SHA-1 over a namespace UUID and a name.</summary>
public static class NameBasedUuid
{
    private const int UuidBytes = 16;
    private const int VersionByte = 6;
    private const int VariantByte = 8;

    /// <summary>The UUID of <paramref name="name"/> within <paramref name="namespaceId"/>.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 names with SHA-1; it does not protect.")]
    public static Guid Create(Guid namespaceId, ReadOnlySpan<byte> name)
    {
        Span<byte> namespaceBytes = stackalloc byte[UuidBytes];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        namespaceId.TryWriteBytes(namespaceBytes, bigEndian: true, out _);
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha1.AppendData(namespaceBytes);
        sha1.AppendData(name);
        sha1.GetHashAndReset(hash);
        hash[VersionByte] = (byte)((hash[VersionByte] & 0x0F) | 0x50);
        hash[VariantByte] = (byte)((hash[VariantByte] & 0x3F) | 0x80);
        return new Guid(hash[..UuidBytes], bigEndian: true);
    }
}
