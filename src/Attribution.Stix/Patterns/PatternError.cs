namespace Attribution.Stix.Patterns;

/// <summary>Why a text is not a STIX pattern.</summary>
/// <param name="Message">What was expected and what was found, for a person.</param>
/// <param name="Position">Where, in UTF-16 code units from 0.</param>
/// <param name="Line">The same place as a line, from 1.</param>
/// <param name="Column">And the column in that line, from 1.</param>
public sealed record PatternError(string Message, int Position, int Line, int Column)
{
    internal static PatternError At(string pattern, int position, string message)
    {
        var before = pattern.AsSpan(0, Math.Min(position, pattern.Length));
        return new PatternError(message, position, before.Count('\n') + 1, position - before.LastIndexOf('\n'));
    }
}

/// <summary>Carries an error out of the recursion; it never leaves <see cref="StixPattern.TryParse"/>.</summary>
internal sealed class PatternSyntaxException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}
