using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Intake;

/// <summary>The two things a door has to know of a cluster before anybody reads it whole.</summary>
/// <param name="Id">The cluster's id, which orders its messages; null when it has none.</param>
/// <param name="Label">The label it states; AMBER when it states none, RED when nobody can tell.</param>
internal readonly record struct ClusterHead(string? Id, Tlp Label)
{
    /// <summary>Of what is no cluster at all: it may say anything.</summary>
    internal static ClusterHead Unknown { get; } = new(null, Tlp.Red);

    /// <summary>Looks through well-formed JSON without building anything of it.</summary>
    internal static ClusterHead Of(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Unknown;
        }

        var head = new ClusterHead(null, Tlp.Amber);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                head = head with { Id = TextOf(ref reader) is { Length: > 0 } id ? id : null };
            }
            else if (reader.ValueTextEquals("classification"u8))
            {
                reader.Read();
                head = head with { Label = LabelOf(ref reader) };
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return head;
    }

    private static Tlp LabelOf(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null
        ? Tlp.Amber
        : TlpLabel.Parse(TextOf(ref reader)) ?? Tlp.Red;

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape, is well-formed JSON and no text.
            return null;
        }
    }
}
