namespace Attribution.Domain.Access;

/// <summary>
/// What kind of principal contributed something. It follows from the caller's token, never from the input.
/// </summary>
public enum Source
{
    Analyst,
    ClusterDetector,
    AiCopilot,
}

public static class Sources
{
    /// <summary>
    /// Reads a source that a record from elsewhere declares, in any spelling (<c>ai_copilot</c>, <c>AI-Copilot</c>).
    /// Only the plain word <c>analyst</c> is an analyst; whatever else it says is taken for a machine, so that no
    /// spelling slips past the ceiling. Null when nothing was declared.
    /// </summary>
    public static Source? Declared(string? text)
    {
        var word = string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return word switch
        {
            "" => string.IsNullOrWhiteSpace(text) ? null : Source.AiCopilot,
            "ANALYST" => Source.Analyst,
            "CLUSTERDETECTOR" => Source.ClusterDetector,
            _ => Source.AiCopilot,
        };
    }

    /// <summary>Whether a person stands behind it. Every source that is not an analyst is a machine.</summary>
    public static bool IsMachine(this Source source) => source is not Source.Analyst;

    /// <summary>
    /// The source that counts: a declared one may lower the trust the author's own gives, never raise it.
    /// </summary>
    public static Source LoweredTo(this Source own, Source? declared) =>
        own.IsMachine() || declared is not { } other ? own : other;
}
