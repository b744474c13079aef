using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Attribution.Stix;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): one byte sequence per JSON value, whatever its spacing, key order,
/// escapes or number forms. Identifiers are computed over it. <c>System.Text.Json</c> cannot write it: its encoders
/// escape characters that the scheme wants as they are, and it prints doubles differently.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical UTF-8 text of a value.</summary>
    /// <exception cref="FormatException">A number lies outside the range of an IEEE 754 double.</exception>
    /// <exception cref="InvalidOperationException">A string holds a lone surrogate.</exception>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        WriteValue(output, value);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The canonical UTF-8 text of an object with these members.</summary>
    internal static byte[] WriteObject(IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        var output = new ArrayBufferWriter<byte>();
        WriteMembers(output, members);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteValue(ArrayBufferWriter<byte> output, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(output, value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)));
                break;
            case JsonValueKind.Array:
                WriteItems(output, value);
                break;
            case JsonValueKind.String:
                WriteString(output, value.GetString()!);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(EcmaScriptNumber.Format(value.GetDouble())));
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes(value.GetRawText()));
                break;
        }
    }

    private static void WriteMembers(
        ArrayBufferWriter<byte> output, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (!first)
            {
                output.Write(","u8);
            }

            first = false;
            WriteString(output, name);
            output.Write(":"u8);
            WriteValue(output, value);
        }

        output.Write("}"u8);
    }

    private static void WriteItems(ArrayBufferWriter<byte> output, JsonElement array)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in array.EnumerateArray())
        {
            if (!first)
            {
                output.Write(","u8);
            }

            first = false;
            WriteValue(output, item);
        }

        output.Write("]"u8);
    }

    private static void WriteString(ArrayBufferWriter<byte> output, string text)
    {
        var escaped = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\b' => escaped.Append("\\b"),
                '\t' => escaped.Append("\\t"),
                '\n' => escaped.Append("\\n"),
                '\f' => escaped.Append("\\f"),
                '\r' => escaped.Append("\\r"),
                < ' ' => escaped.Append("\\u00").Append(((int)character).ToString("x2", null)),
                _ => escaped.Append(character),
            };
        }

        output.Write(Encoding.UTF8.GetBytes(escaped.Append('"').ToString()));
    }
}
