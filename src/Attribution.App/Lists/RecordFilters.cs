using System.Collections.Immutable;
using Attribution.Domain.KillChain;

namespace Attribution.App.Lists;

/// <summary>Conditions on columns that more than one kind of record has: <c>words</c>, <c>name_folded</c>,
/// <c>techniques</c>.</summary>
internal static class RecordFilters
{
    /// <summary>Those that have all words of a text.</summary>
    internal static Filter HasWords(string text) =>
        text.Length > SearchText.QuestionLengthMax
            ? new Filter.Refused(
                $"text has {text.Length} characters; at most {SearchText.QuestionLengthMax} are taken.")
            : SearchText.Question(text) is { } question
                ? new Filter.Holds($"array_to_tsvector(c.words) @@ {question}::tsquery")
                : Filter.Everything;

    internal static Filter.Holds NamedLike(string pattern) => new($"c.name_folded like {pattern}");

    /// <summary>Those that have one of these techniques, or a sub-technique of one.</summary>
    internal static Filter.Holds HasTechnique(ImmutableArray<string> techniques) =>
        new($"c.techniques && {Normalised(techniques)}");

    /// <summary>The techniques and what they are sub-techniques of, as they are stored, so that a technique finds
    /// both.</summary>
    internal static string[] WithParents(IEnumerable<string> techniques) =>
        [.. techniques.SelectMany(id => new[] { id, TechniqueId.ParentOf(id) }).Distinct(StringComparer.Ordinal)];

    private static string[] Normalised(ImmutableArray<string> techniques) =>
        [.. techniques.Select(TechniqueId.Normalise)];
}
