namespace Attribution.GraphQL.Validation;

/// <summary>Names that somebody may have meant, for "Did you mean ...?".</summary>
internal static class Suggestions
{
    private const int MaxShown = 5;

    // Longer names are no typing mistakes, and comparing them would cost more than an error may.
    private const int MaxComparedLength = 60;

    /// <summary>The sentence, with a space before it; nothing when there is no similar name.</summary>
    /// <param name="context">Whether to propose anything at all.</param>
    /// <param name="written">What was written.</param>
    /// <param name="names">What there is.</param>
    /// <param name="kind">What stands between "mean" and the names.</param>
    public static string For(
        ValidationContext context, string written, IEnumerable<string> names, string kind = "") =>
        context.Options.SuggestNames ? Sentence(Similar(written, names), kind) : "";

    /// <summary>The sentence that proposes these names.</summary>
    public static string Sentence(IReadOnlyList<string> names, string kind = "")
    {
        var quoted = names.Take(MaxShown).Select(name => $"\"{name}\"").ToList();
        return quoted switch
        {
            [] => "",
            [var only] => $" Did you mean {kind}{only}?",
            [var first, var second] => $" Did you mean {kind}{first} or {second}?",
            [.. var others, var last] => $" Did you mean {kind}{string.Join(", ", others)}, or {last}?",
        };
    }

    /// <summary>Names at a small distance, the nearest first.</summary>
    internal static IReadOnlyList<string> Similar(string written, IEnumerable<string> names)
    {
        if (written.Length > MaxComparedLength)
        {
            return [];
        }

        var threshold = (written.Length * 2 / 5) + 1;
        return [.. names
            .Select(name => (Name: name, Distance: Distance(written, name, threshold)))
            .Where(candidate => candidate.Distance <= threshold)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)];
    }

    /// <summary>Letters to insert, delete, replace or swap, case not counting; a mere difference of case is 1.
    /// </summary>
    private static int Distance(string written, string name, int threshold)
    {
        if (written == name)
        {
            return 0;
        }

        if (string.Equals(written, name, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        return Math.Abs(written.Length - name.Length) > threshold
            ? int.MaxValue
            : EditDistance(written.ToLowerInvariant(), name.ToLowerInvariant());
    }

    private static int EditDistance(string left, string right)
    {
        var beforePrevious = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
                var isSwap = row > 1 && column > 1
                    && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
                current[column] = isSwap
                    ? Math.Min(current[column], beforePrevious[column - 2] + 1)
                    : current[column];
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }
}
