using System.Text;

namespace Attribution.GraphQL.Language;

/// <summary>The text that a string token stands for (section 2.9.4 "String Value", "Semantics").</summary>
internal static class StringLiteral
{
    /// <param name="token">With its quotes, as the lexer found it right.</param>
    public static string Decode(ReadOnlySpan<byte> token)
    {
        var content = token[1..^1];
        if (!content.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(content);
        }

        var text = new StringBuilder(content.Length);
        while (content.IndexOf((byte)'\\') is var plain and >= 0)
        {
            text.Append(Encoding.UTF8.GetString(content[..plain]));
            StringEscape.TryRead(content[plain..], out var rune, out var length);
            text.Append(rune.ToString());
            content = content[(plain + length)..];
        }

        return text.Append(Encoding.UTF8.GetString(content)).ToString();
    }

    /// <param name="token">With its three quotes on each side.</param>
    public static string DecodeBlock(ReadOnlySpan<byte> token)
    {
        var raw = Encoding.UTF8.GetString(token[3..^3]).Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal);
        return BlockString.RemoveIndentation(raw);
    }
}
