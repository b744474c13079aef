using System.Text;
using System.Text.Json;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>A refused value as its error shows it: as the client wrote it, but never longer than a line.</summary>
internal static class ShownValue
{
    private const int MaxLength = 100;

    // Longer literals are not printed only to be cut.
    private const int MaxPrintedBytes = 1000;

    public static string Of(Value literal)
    {
        var source = literal.Location.Utf8;
        return source.Length <= MaxPrintedBytes
            ? Shorten(Printer.Print(literal))
            : Shorten(Encoding.UTF8.GetString(source[..MaxPrintedBytes]).TrimEnd('\uFFFD'));
    }

    public static string Of(JsonElement json) => Shorten(json.GetRawText());

    private static string Shorten(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "...";
}
