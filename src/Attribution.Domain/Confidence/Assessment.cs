using System.Text.Json.Serialization;

namespace Attribution.Domain.Confidence;

/// <summary>A graded confidence: both Admiralty axes, a value and the words behind it.</summary>
/// <param name="Credibility">1 (confirmed) to 6 (cannot be judged).</param>
/// <param name="Value">0 to 100, as STIX counts confidence.</param>
public sealed record Assessment(Reliability Reliability, int Credibility, int Value, string? Rationale = null)
{
    public const int ValueMax = 100;
    public const int HighFrom = 70;
    public const int MediumFrom = 40;

    /// <summary>Nothing speaks for it yet: F6, 0.</summary>
    public static Assessment None { get; } = new(Reliability.F, Confidence.Credibility.Worst, 0);

    [JsonIgnore]
    public ConfidenceBand Band => BandOf(Value);

    /// <summary>As analysts write it: <c>B2 (HIGH)</c>.</summary>
    [JsonIgnore]
    public string Label => $"{Reliability}{Credibility} ({Band.ToString().ToUpperInvariant()})";

    public static ConfidenceBand BandOf(int value) => value switch
    {
        >= HighFrom => ConfidenceBand.High,
        >= MediumFrom => ConfidenceBand.Medium,
        _ => ConfidenceBand.Low,
    };

    /// <summary>
    /// Reads the three parts as messages spell them (<c>"b"</c>, 2, 80); null when one is out of range. The band and
    /// the label of a message are not read: they follow from the value.
    /// </summary>
    public static Assessment? Parse(string? reliability, int credibility, int value, string? rationale = null) =>
        ParseReliability(reliability) is { } letter
        && Confidence.Credibility.IsValid(credibility)
        && value is >= 0 and <= ValueMax
            ? new Assessment(letter, credibility, value, rationale)
            : null;

    public static Reliability? ParseReliability(string? text) =>
        text?.Trim().ToUpperInvariant() is [>= 'A' and <= 'F' and var letter] ? (Reliability)(letter - 'A') : null;

    internal Rejection? Problem(string field) =>
        !Enum.IsDefined(Reliability) ? ConfidenceRejection.InvalidReliability($"{field}.reliability")
        : !Confidence.Credibility.IsValid(Credibility) ? ConfidenceRejection.InvalidCredibility($"{field}.credibility")
        : Value is < 0 or > ValueMax ? ConfidenceRejection.OutOfRange($"{field}.value")
        : Check.Text(Rationale, $"{field}.rationale");
}
