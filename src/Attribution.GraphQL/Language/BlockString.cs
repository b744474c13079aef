namespace Attribution.GraphQL.Language;

/// <summary>Reading and writing of block strings (section 2.9.4, <c>BlockStringValue(rawValue)</c>).</summary>
internal static class BlockString
{
    private const int MaxOneLineLength = 70;

    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    /// <summary>Takes the common indentation from every line but the first, and blank lines from both ends.</summary>
    public static string RemoveIndentation(string raw)
    {
        var lines = raw.Split(LineEnds, StringSplitOptions.None);
        var common = CommonIndentation(lines);
        for (var index = 1; index < lines.Length; index++)
        {
            lines[index] = lines[index][Math.Min(common, lines[index].Length)..];
        }

        var first = Array.FindIndex(lines, line => !IsBlank(line));
        var last = Array.FindLastIndex(lines, line => !IsBlank(line));
        return first < 0 ? "" : string.Join('\n', lines[first..(last + 1)]);
    }

    /// <summary>Whether a block string can say this text at all and reads back as the same text.</summary>
    public static bool CanHold(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\0', '\b') || text.AsSpan().ContainsAnyInRange('\u000B', '\u001F')
            || text.Contains('\u007F', StringComparison.Ordinal))
        {
            return false;
        }

        return RemoveIndentation(text) == text || RemoveIndentation("\n" + text) == text;
    }

    /// <summary>The literal, with its text on lines of its own unless one short line is enough.</summary>
    public static string Write(string text)
    {
        var escaped = text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var isOneLine = !escaped.Contains('\n', StringComparison.Ordinal);
        var startsIndented = escaped is [' ' or '\t', ..];
        var printsOnLines = !isOneLine || text.Length > MaxOneLineLength || text is [.., '"' or '\\'];
        var startsOnNewLine = printsOnLines && !(isOneLine && startsIndented);
        return $"\"\"\"{(startsOnNewLine ? "\n" : "")}{escaped}{(printsOnLines ? "\n" : "")}\"\"\"";
    }

    private static int CommonIndentation(string[] lines)
    {
        var common = int.MaxValue;
        foreach (var line in lines.AsSpan(1))
        {
            var indentation = line.AsSpan().IndexOfAnyExcept(' ', '\t');
            common = indentation >= 0 ? Math.Min(common, indentation) : common;
        }

        return common;
    }

    private static bool IsBlank(string line) => !line.AsSpan().ContainsAnyExcept(' ', '\t');
}
