using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;

namespace Attribution.App.Lists;

/// <summary>
/// A place in an ordered list: the values that the record there is ordered by. It stays a place when records come, go
/// or change, and it carries the order it is a place of. Opaque to clients.
/// </summary>
internal sealed record Cursor(Order Order, ImmutableArray<string> Values)
{
    private const int LengthMax = 8_192;

    /// <summary>The place of a row, whose order values begin at a column.</summary>
    internal static Cursor Of(Order order, NpgsqlDataReader row, int firstColumn) => new(
        order, [.. order.Parts.Select((part, at) => part.Key.Value.Read(row, firstColumn + at))]);

    /// <summary>As clients carry it.</summary>
    internal string Write() => Base64Url.EncodeToString(
        JsonSerializer.SerializeToUtf8Bytes([Order.Signature, .. Values], CursorJson.Default.StringArray));

    /// <summary>Null when the text is no cursor of a list with these keys.</summary>
    internal static Cursor? Read(string text, ImmutableArray<OrderKey> keys)
    {
        if (text.Length > LengthMax || !Base64Url.IsValid(text) || Parse(text) is not [var signature, .. var values]
            || Order.Read(signature, keys) is not { } order || order.Parts.Length != values.Length)
        {
            return null;
        }

        var cursor = new Cursor(order, [.. values]);
        return cursor.Parsed().Contains(null) ? null : cursor;
    }

    /// <summary>The values as parameters take them.</summary>
    internal object[] Arguments() => [.. Parsed().OfType<object>()];

    private object?[] Parsed() => [.. Order.Parts.Select((part, at) => part.Key.Value.Parse(Values[at]))];

    private static string[]? Parse(string text)
    {
        try
        {
            var parsed = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), CursorJson.Default.StringArray);
            return parsed is null || parsed.Contains(null) ? null : parsed;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class CursorJson : System.Text.Json.Serialization.JsonSerializerContext;
