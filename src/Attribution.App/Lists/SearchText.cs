using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Attribution.App.Lists;

/// <summary>
/// Texts as they are searched: taken apart here and not by the database, so that questions and texts meet in any
/// language, whatever locale the database has. Letters are folded (NFKC, lower case); a script that puts no spaces
/// between words is cut into pairs of characters.
/// </summary>
internal static class SearchText
{
    /// <summary>A question of more characters is none.</summary>
    internal const int QuestionLengthMax = 1_000;

    private const int WordLengthMax = 64;
    private const int WordsMax = 10_000;

    private static readonly ImmutableArray<UnicodeRange> Unspaced =
    [
        UnicodeRanges.Thai, UnicodeRanges.Lao, UnicodeRanges.Myanmar, UnicodeRanges.Khmer, UnicodeRanges.Hiragana,
        UnicodeRanges.Katakana, UnicodeRanges.CjkUnifiedIdeographs, UnicodeRanges.CjkUnifiedIdeographsExtensionA,
    ];

    /// <summary>The text in one case and one form of Unicode.</summary>
    internal static string Fold(string text)
    {
        var whole = text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;
        return whole.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>The different words of texts, to be stored.</summary>
    internal static string[] Words(params IEnumerable<string?> texts) =>
        [.. texts.OfType<string>().SelectMany(Split).Distinct(StringComparer.Ordinal).Take(WordsMax)];

    /// <summary>The question for texts that have every word of this one, or words that begin with it, as a
    /// <c>tsquery</c>; null when it has no word.</summary>
    internal static string? Question(string text)
    {
        var words = Split(text, isQuestion: true).Distinct(StringComparer.Ordinal)
            .Select(word => $"'{word}':*").ToArray();
        return words.Length == 0 ? null : string.Join(" & ", words);
    }

    private static IEnumerable<string> Split(string text) => Split(text, isQuestion: false);

    private static IEnumerable<string> Split(string text, bool isQuestion)
    {
        var word = new StringBuilder();
        foreach (var rune in Fold(text).EnumerateRunes().Append(new Rune(' ')))
        {
            var isPart = IsPartOfWord(rune);
            if (word.Length > 0
                && (!isPart || word.Length >= WordLengthMax || IsUnspaced(rune.Value) != IsUnspaced(word[^1])))
            {
                foreach (var piece in Pieces(word.ToString(), isQuestion))
                {
                    yield return piece;
                }

                word.Clear();
            }

            if (isPart)
            {
                word.Append(rune);
            }
        }
    }

    /// <summary>Pairs of neighbours for a script without spaces. The last character stands alone as well, so that a
    /// question of one character finds it; a longer question need not ask for it.</summary>
    private static IEnumerable<string> Pieces(string word, bool isQuestion)
    {
        if (!IsUnspaced(word[0]))
        {
            return [word];
        }

        var pairs = Enumerable.Range(0, word.Length - 1).Select(at => word.Substring(at, 2));
        return isQuestion && word.Length > 1 ? pairs : pairs.Append(word[^1..]);
    }

    /// <summary>Marks belong to the letter they stand on.</summary>
    private static bool IsPartOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsUnspaced(int character) => Unspaced.Any(
        range => character >= range.FirstCodePoint && character < range.FirstCodePoint + range.Length);
}
