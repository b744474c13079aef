namespace Attribution.Domain.Confidence;

/// <summary>Admiralty code, reliability of the source, from best to worst; F: it cannot be judged.</summary>
public enum Reliability
{
    A,
    B,
    C,
    D,
    E,
    F,
}

/// <summary>Admiralty code, credibility of the information: 1 confirmed by others, 6 cannot be judged.</summary>
public static class Credibility
{
    public const int Best = 1;
    public const int Worst = 6;

    public static bool IsValid(int digit) => digit is >= Best and <= Worst;
}

/// <summary>How a value of 0-100 reads in words.</summary>
public enum ConfidenceBand
{
    Low,
    Medium,
    High,
}
