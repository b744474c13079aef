using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Attribution.Messaging;

/// <summary>
/// One well-formed JSON text, kept byte for byte. Equality is equality of bytes; <see cref="Digest"/> says whether two
/// bodies mean the same.
/// </summary>
public sealed class MessageBody : IEquatable<MessageBody>
{
    private readonly ReadOnlyMemory<byte> utf8;

    private MessageBody(ReadOnlyMemory<byte> utf8) => this.utf8 = utf8;

    /// <summary>The body of a message that carries no data.</summary>
    public static MessageBody Null { get; } = new("null"u8.ToArray());

    /// <summary>The text as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>Checks a text and keeps it. The memory is not copied: the caller gives it away.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="body">The body, or null when the text is no JSON.</param>
    /// <param name="error">What is wrong and where, or null.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out MessageBody? body, out EnvelopeError? error)
    {
        error = JsonText.Check(utf8, "data");
        body = error is null ? new(utf8) : null;
        return error is null;
    }

    /// <summary>A body from text that the caller vouches for.</summary>
    /// <exception cref="ArgumentException">The text is not JSON.</exception>
    public static MessageBody Parse(string json) =>
        TryParse(Encoding.UTF8.GetBytes(json), out var body, out var error)
            ? body!
            : throw new ArgumentException(error!.Message, nameof(json));

    /// <summary>A body that serialises <paramref name="value"/>.</summary>
    public static MessageBody From<T>(T value, JsonTypeInfo<T> typeInfo) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));

    /// <summary>
    /// SHA-256 of the body with its keys sorted and its white space removed: a publisher that writes the same content
    /// again, in another order of keys, has not written another body.
    /// </summary>
    public byte[] Digest() => CanonicalDigest.Of(utf8);

    public bool Equals(MessageBody? other) => other is not null && utf8.Span.SequenceEqual(other.utf8.Span);

    public override bool Equals(object? obj) => Equals(obj as MessageBody);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(utf8.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => Encoding.UTF8.GetString(utf8.Span);

    /// <summary>A body that was checked before: a slice of a parsed text, or a column of type <c>json</c>.</summary>
    internal static MessageBody Trusted(ReadOnlyMemory<byte> utf8) => new(utf8);
}
