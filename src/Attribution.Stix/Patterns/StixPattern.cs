using System.Diagnostics.CodeAnalysis;

namespace Attribution.Stix.Patterns;

/// <summary>
/// An indicator's pattern in the STIX patterning language (section 9 of STIX 2.1): understood far enough to say what it
/// looks for, not to run it.
/// </summary>
public sealed class StixPattern
{
    /// <summary>Longest pattern taken, in characters.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>Deepest nesting of brackets taken.</summary>
    public const int MaxDepth = 64;

    private StixPattern(string text, ObservationExpression expression)
    {
        Text = text;
        Expression = expression;
        Observables = ObservableExtraction.From(expression);
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    internal ObservationExpression Expression { get; }

    /// <summary>What the pattern looks for, each thing once, in the order of the text.</summary>
    public IReadOnlyList<PatternObservable> Observables { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="pattern">The pattern, when it is one.</param>
    /// <param name="error">Where and why it is not, otherwise.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out StixPattern? pattern, [NotNullWhen(false)] out PatternError? error)
    {
        (pattern, error) = (null, null);
        if (text.Length > MaxLength)
        {
            error = PatternError.At(text, MaxLength, $"The pattern has more than {MaxLength} characters.");
            return false;
        }

        try
        {
            pattern = new StixPattern(text, new PatternParser(new PatternLexer(text).ReadAll()).Parse());
            return true;
        }
        catch (PatternSyntaxException syntax)
        {
            error = PatternError.At(text, syntax.Position, syntax.Message);
            return false;
        }
    }
}
