using System.Text.Json;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>A refused value as its error shows it: as the client wrote it, but never longer than a line.</summary>
internal static class ShownValue
{
    private const int MaxLength = 100;

    public static string Of(Value literal) => Shorten(Printer.Print(literal));

    public static string Of(JsonElement json) => Shorten(json.GetRawText());

    private static string Shorten(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "...";
}
