using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Attribution.Domain;

/// <summary>Text that shows nothing to whoever reads it, though it has characters.</summary>
internal static class Blank
{
    // Letters and signs by their category, and nothing to see: the fillers of Hangul, and Braille without a dot.
    private static readonly int[] Fillers = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0];

    /// <summary>Whether there is no text, or only white space and what is there to steer other characters: a
    /// zero-width space, a byte order mark, a change of direction.</summary>
    public static bool Is([NotNullWhen(false)] string? text) =>
        text is null || text.EnumerateRunes().All(IsUnseen);

    // The null character is no blank: it is refused wherever it stands.
    private static bool IsUnseen(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control && rune.Value != 0)
        || Fillers.Contains(rune.Value);
}
