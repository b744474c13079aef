using System.Text.Json;
using System.Text.Unicode;
using Attribution.GraphQL.Http;

namespace Attribution.GraphQL.Transports;

/// <summary>A message of <c>graphql-transport-ws</c> as it came in.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Id">The operation it is about, if any.</param>
/// <param name="Payload">The raw JSON of its payload; empty when there is none.</param>
internal sealed record SocketMessage(string Type, string? Id, ReadOnlyMemory<byte> Payload)
{
    private const int MaxIdLength = 256;

    /// <summary>Reads a message; answers why it is none, in words that fit into a close frame, or null.</summary>
    public static string? Read(ReadOnlyMemory<byte> json, out SocketMessage? message)
    {
        message = null;
        if (!Utf8.IsValid(json.Span) || LoneSurrogates.In(json.Span))
        {
            return "The message is not UTF-8";
        }

        try
        {
            message = ReadObject(json);
        }
        catch (JsonException)
        {
            return "The message is not JSON";
        }

        return message switch
        {
            null => "The message is not an object with a string \"type\" and, if any, a string \"id\"",
            { Id.Length: > MaxIdLength } => "The message has too long an \"id\"",
            _ => null,
        };
    }

    private static SocketMessage? ReadObject(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string? type = null;
        string? id = null;
        var payload = ReadOnlyMemory<byte>.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isId) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("id"u8));
            var isPayload = reader.ValueTextEquals("payload"u8);
            reader.Read();
            if ((isType || isId) && reader.TokenType != JsonTokenType.String)
            {
                return null;
            }

            type = isType ? reader.GetString() : type;
            id = isId ? reader.GetString() : id;
            var raw = SkipValue(ref reader, json);
            payload = isPayload ? raw : payload;
        }

        reader.Read();
        return type is null ? null : new SocketMessage(type, id, payload);
    }

    private static ReadOnlyMemory<byte> SkipValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
