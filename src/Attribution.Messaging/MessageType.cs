using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Attribution.Messaging;

/// <summary>
/// The contract of one kind of message: its stable name with a version, and how its body is read and written. Declare
/// it once, as a static field, and use it on both sides.
/// </summary>
/// <typeparam name="T">The record that the body becomes.</typeparam>
public sealed class MessageType<T>
{
    private readonly JsonTypeInfo<T> typeInfo;

    /// <param name="name">Lower-case words with dots, ending in a version:
    /// <c>attribution.cluster.detected.v1</c>.</param>
    /// <param name="typeInfo">From a source-generated <c>JsonSerializerContext</c>.</param>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public MessageType(string name, JsonTypeInfo<T> typeInfo)
    {
        Name = MessageTypeName.Checked(name);
        this.typeInfo = typeInfo;
    }

    public string Name { get; }

    /// <summary>The body that says <paramref name="message"/>.</summary>
    public MessageBody Write(T message) => MessageBody.From(message, typeInfo);

    /// <summary>
    /// Reads a body. False when it is not what the contract says; <paramref name="problem"/> says why.
    /// </summary>
    public bool TryRead(MessageBody body, out T? message, out string? problem)
    {
        try
        {
            message = JsonSerializer.Deserialize(body.Utf8.Span, typeInfo);
            problem = message is null ? $"The body of '{Name}' is null." : null;
        }
        catch (JsonException mismatch)
        {
            (message, problem) = (default, $"{mismatch.Path}: {JsonText.Describe(mismatch)}");
        }

        return problem is null;
    }

    public override string ToString() => Name;
}

internal static partial class MessageTypeName
{
    private const int MatchTimeoutMilliseconds = 100;

    public static string Checked(string name) => Form().IsMatch(name)
        ? name
        : throw new ArgumentException(
            $"'{name}' is no message type: lower-case words with dots, ending in .v1, .v2 ...", nameof(name));

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+\.v[1-9][0-9]*\z", RegexOptions.ExplicitCapture,
        MatchTimeoutMilliseconds)]
    private static partial Regex Form();
}
