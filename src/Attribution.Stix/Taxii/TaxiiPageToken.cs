using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Attribution.Stix.Taxii;

/// <summary>
/// The <c>next</c> of a page, as a server makes it. It comes back as client input, so it is signed, and bound to the
/// collection and the filter it was made for; the rights of the caller are to be checked again either way.
/// </summary>
public sealed class TaxiiPageToken(ReadOnlyMemory<byte> key)
{
    private const int SignatureBytes = 16;

    /// <summary>The token for a position.</summary>
    /// <param name="scope">What the position belongs to: collection and <see cref="TaxiiQuery.Selection"/>.</param>
    /// <param name="position">Where the next page starts, in the server's own terms.</param>
    public string Write(string scope, string position)
    {
        var content = Encoding.UTF8.GetBytes(position);
        return Base64Url.EncodeToString([.. Sign(scope, content), .. content]);
    }

    /// <summary>The position in a token of ours for the same scope; false for anything else.</summary>
    public bool TryRead(string token, string scope, [NotNullWhen(true)] out string? position)
    {
        position = null;
        if (!Base64Url.IsValid(token))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length < SignatureBytes)
        {
            return false;
        }

        var signature = Sign(scope, bytes[SignatureBytes..]);
        if (!CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SignatureBytes), signature))
        {
            return false;
        }

        position = Encoding.UTF8.GetString(bytes, SignatureBytes, bytes.Length - SignatureBytes);
        return true;
    }

    private byte[] Sign(string scope, byte[] content)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        hmac.AppendData(Encoding.UTF8.GetBytes(scope));
        hmac.AppendData([0]);
        hmac.AppendData(content);
        return hmac.GetHashAndReset()[..SignatureBytes];
    }
}
