using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// Signs what is sent to a subscriber, as the Standard Webhooks specification 1.0 says: HMAC-SHA256 over id,
/// timestamp and body, so that neither can be changed and an old delivery cannot be played again.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>Shorter secrets can be guessed.</summary>
    public const int MinSecretBytes = 24;

    private const string Version = "v1,";

    /// <summary>The value of <see cref="SignatureHeader"/>: one signature per secret, the newest first.</summary>
    /// <param name="secrets">The subscriber's secrets; two while it changes from one to the other.</param>
    /// <param name="id">The id of the message, the same for every attempt.</param>
    /// <param name="sentAt">When this attempt is sent, in whole seconds.</param>
    /// <param name="body">The exact bytes of the request.</param>
    /// <exception cref="ArgumentException">There is no secret, or one is too short.</exception>
    public static string Sign(
        IReadOnlyList<ReadOnlyMemory<byte>> secrets, string id, Instant sentAt, ReadOnlyMemory<byte> body)
    {
        if (secrets.Count == 0 || secrets.Any(secret => secret.Length < MinSecretBytes))
        {
            throw new ArgumentException($"A webhook needs a secret of at least {MinSecretBytes} bytes.",
                nameof(secrets));
        }

        return string.Join(' ',
            secrets.Select(secret => Version + Convert.ToBase64String(Mac(secret, id, sentAt, body))));
    }

    /// <summary>
    /// Whether a signature was made with this secret for these bytes, not longer ago than the tolerance.
    /// </summary>
    public static bool IsValid(
        ReadOnlyMemory<byte> secret,
        string id,
        Instant sentAt,
        ReadOnlyMemory<byte> body,
        string signatures,
        Instant now,
        Duration tolerance)
    {
        var age = now - sentAt;
        if (age > tolerance || -age > tolerance)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Version + Convert.ToBase64String(Mac(secret, id, sentAt, body)));
        return signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(given =>
            CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected));
    }

    private static byte[] Mac(ReadOnlyMemory<byte> secret, string id, Instant sentAt, ReadOnlyMemory<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Span);
        mac.AppendData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{id}.{sentAt.ToUnixTimeSeconds()}.")));
        mac.AppendData(body.Span);
        return mac.GetHashAndReset();
    }
}
