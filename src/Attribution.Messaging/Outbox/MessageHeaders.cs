using System.Collections.Immutable;
using System.Text.Json;
using Attribution.Messaging.CloudEvents;

namespace Attribution.Messaging;

/// <summary>The attributes that have no column of their own, as one flat JSON object of strings.</summary>
internal static class MessageHeaders
{
    private static readonly string[] Named =
        [AttributeNames.DataSchema, AttributeNames.TraceParent, AttributeNames.TraceState];

    public static string? Write(Envelope envelope)
    {
        var headers = envelope.Extensions
            .SetOrKeep(AttributeNames.DataSchema, envelope.DataSchema)
            .SetOrKeep(AttributeNames.TraceParent, envelope.TraceParent)
            .SetOrKeep(AttributeNames.TraceState, envelope.TraceState);
        return headers.IsEmpty ? null : JsonSerializer.Serialize(headers, MessageHeadersJson.Default.Headers);
    }

    public static Envelope Read(Envelope envelope, string? json)
    {
        if (json is null)
        {
            return envelope;
        }

        var headers = ReadAll(json);
        return envelope with
        {
            DataSchema = headers.GetValueOrDefault(AttributeNames.DataSchema),
            TraceParent = headers.GetValueOrDefault(AttributeNames.TraceParent),
            TraceState = headers.GetValueOrDefault(AttributeNames.TraceState),
            Extensions = headers.RemoveRange(Named),
        };
    }

    /// <summary>The extension attributes alone.</summary>
    public static ImmutableSortedDictionary<string, string> ReadExtensions(string? json) => json is null
        ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        : ReadAll(json).RemoveRange(Named);

    private static ImmutableSortedDictionary<string, string> ReadAll(string json) =>
        JsonSerializer.Deserialize(json, MessageHeadersJson.Default.Headers)!.WithComparers(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, string> SetOrKeep(
        this ImmutableSortedDictionary<string, string> headers, string name, string? value) =>
        value is null ? headers : headers.SetItem(name, value);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(ImmutableSortedDictionary<string, string>),
    TypeInfoPropertyName = "Headers")]
internal sealed partial class MessageHeadersJson : System.Text.Json.Serialization.JsonSerializerContext;
