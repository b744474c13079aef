namespace Attribution.Domain.Hypotheses;

public enum HypothesisStatus
{
    Open,
    Supported,
    Refuted,
    Inconclusive,
}

/// <summary>How an open hypothesis can end. OPEN is not among them: going back is a command of its own.</summary>
public enum Resolution
{
    Supported,
    Refuted,
    Inconclusive,
}

public static class Resolutions
{
    public static HypothesisStatus AsStatus(this Resolution resolution) => resolution switch
    {
        Resolution.Supported => HypothesisStatus.Supported,
        Resolution.Refuted => HypothesisStatus.Refuted,
        Resolution.Inconclusive => HypothesisStatus.Inconclusive,
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "Not a resolution."),
    };
}
