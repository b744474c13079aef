using System.Text.Json;
using System.Text.Unicode;

namespace Attribution.GraphQL.Http;

/// <summary>Reads the parameters of a request from its JSON, the document without copying it where JSON has it plain.
/// </summary>
internal static class RequestJson
{
    private const int MaxDepth = 64;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a body; answers what is wrong with it, or null.</summary>
    public static HttpProblem? Read(ReadOnlyMemory<byte> json, RequestParameters into)
    {
        if (!Utf8.IsValid(json.Span))
        {
            return HttpProblem.BadRequest("The request body is not UTF-8.");
        }

        try
        {
            return ReadObject(json, into);
        }
        catch (JsonException exception)
        {
            return HttpProblem.BadRequest($"The request body is not JSON: {exception.Message}");
        }
    }

    /// <summary>Reads a parameter whose value has to be a JSON object or null.</summary>
    public static HttpProblem? ReadObject(string name, ReadOnlyMemory<byte> json, out JsonElement value)
    {
        value = default;
        try
        {
            value = JsonElement.Parse(json.Span, DocumentOptions);
        }
        catch (JsonException exception)
        {
            return HttpProblem.BadRequest($"\"{name}\" is not JSON: {exception.Message}");
        }

        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            return HttpProblem.BadRequest($"\"{name}\" must be a JSON object.");
        }

        return LoneSurrogates.In(json.Span)
            ? HttpProblem.BadRequest($"\"{name}\" has a string with half a surrogate pair.")
            : null;
    }

    private static HttpProblem? ReadObject(ReadOnlyMemory<byte> json, RequestParameters into)
    {
        var reader = new Utf8JsonReader(json.Span, ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return HttpProblem.BadRequest(reader.TokenType == JsonTokenType.StartArray
                ? "The request body is a list: this server takes one request at a time."
                : "The request body must be a JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadProperty(ref reader, json, into) is { } problem)
            {
                return problem;
            }
        }

        // Finds what stands behind the object, which is no JSON.
        reader.Read();
        return null;
    }

    private static HttpProblem? ReadProperty(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, RequestParameters into)
    {
        if (reader.ValueTextEquals("query"u8))
        {
            return ReadDocument(ref reader, json, into);
        }

        if (reader.ValueTextEquals("variables"u8))
        {
            var problem = ReadObject("variables", ReadRaw(ref reader, json), out var variables);
            into.Variables = variables;
            return problem;
        }

        if (reader.ValueTextEquals("extensions"u8))
        {
            var problem = ReadObject("extensions", ReadRaw(ref reader, json), out var extensions);
            into.Extensions = extensions;
            return problem;
        }

        if (reader.ValueTextEquals("operationName"u8))
        {
            var problem = ReadText(ref reader, "operationName", out var operationName);
            into.OperationName = operationName;
            return problem;
        }

        if (reader.ValueTextEquals("documentId"u8))
        {
            var problem = ReadText(ref reader, "documentId", out var documentId);
            into.DocumentId = documentId;
            return problem;
        }

        reader.Skip();
        return null;
    }

    private static HttpProblem? ReadDocument(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, RequestParameters into)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return HttpProblem.BadRequest("\"query\" must be a string.");
        }

        if (!reader.ValueIsEscaped)
        {
            into.Document = json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            return null;
        }

        if (LoneSurrogates.In(reader.ValueSpan))
        {
            return HttpProblem.BadRequest("\"query\" has half a surrogate pair.");
        }

        var unescaped = new byte[reader.ValueSpan.Length];
        into.Document = unescaped.AsMemory(0, reader.CopyString(unescaped));
        return null;
    }

    private static HttpProblem? ReadText(ref Utf8JsonReader reader, string name, out string? text)
    {
        text = null;
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
        {
            return HttpProblem.BadRequest($"\"{name}\" must be a string.");
        }

        if (LoneSurrogates.In(reader.ValueSpan))
        {
            return HttpProblem.BadRequest($"\"{name}\" has half a surrogate pair.");
        }

        text = reader.GetString();
        return null;
    }

    private static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
