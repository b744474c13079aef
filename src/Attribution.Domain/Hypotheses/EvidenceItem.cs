using Attribution.Domain.Access;
using Attribution.Domain.Confidence;

namespace Attribution.Domain.Hypotheses;

/// <summary>Which way an item of evidence points.</summary>
public enum Stance
{
    Supports,
    Contradicts,
}

/// <summary>One item of evidence for or against a hypothesis, graded by itself.</summary>
/// <param name="Kind">What sort of evidence it is (<c>infrastructure_overlap</c>, <c>malware_similarity</c>): an open
/// vocabulary, kept in lower case with underscores.</param>
/// <param name="Artifacts">Ids of what was looked at, such as STIX ids or hashes.</param>
/// <param name="Weight">1 to 100.</param>
/// <param name="Reliability">Of the source of this item.</param>
/// <param name="Credibility">Of the information in this item, 1 to 6.</param>
/// <param name="Source">What kind of principal contributed it.</param>
/// <param name="Origin">Who produced the information (a vendor, a sensor, a partner); two items of the same origin
/// never confirm each other. Without one the contributor is its own origin.</param>
public sealed record EvidenceItem(
    Guid Id,
    Stance Stance,
    string Kind,
    string Description,
    ImmutableArray<string> Artifacts,
    int Weight,
    Reliability Reliability,
    int Credibility,
    Source Source,
    string? Origin = null,
    Instant? ObservedAt = null)
{
    public const int WeightDefault = 10;
    public const int WeightMax = 100;
    internal const int ArtifactsMax = 1_000;

    /// <summary>The one spelling of a kind.</summary>
    public static string NormaliseKind(string? kind) =>
        (kind ?? "").Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    internal EvidenceItem Normalised() => this with
    {
        Kind = NormaliseKind(Kind),
        Artifacts = [.. Artifacts.OrEmpty().Select(id => id?.Trim() ?? "").Distinct(StringComparer.Ordinal)],
        Origin = string.IsNullOrWhiteSpace(Origin) ? null : Origin.Trim(),
    };

    internal bool IsSameAs(EvidenceItem other) =>
        this with { Artifacts = other.Artifacts } == other && Artifacts.SequenceEqual(other.Artifacts);

    /// <summary>The first thing wrong with a normalised item; null when it can be weighed.</summary>
    internal Rejection? Problem(Instant now) =>
        (Id == Guid.Empty ? HypothesisRejection.EvidenceIdRequired : null)
        ?? (Enum.IsDefined(Stance) ? null : HypothesisRejection.InvalidStance)
        ?? Check.Name(Kind, "evidence.kind")
        ?? Check.Text(Description, "evidence.description")
        ?? (Artifacts.Length > ArtifactsMax ? HypothesisRejection.TooManyArtifacts : null)
        ?? Check.Each(Artifacts, "evidence.artifacts", Check.Name)
        ?? (Weight is >= 1 and <= WeightMax ? null : HypothesisRejection.WeightOutOfRange)
        ?? GradeProblem()
        ?? Check.Length(Origin, Check.NameLengthMax, "evidence.origin")
        ?? Check.NotFuture(ObservedAt, now, "evidence.observedAt");

    private Rejection? GradeProblem() => new Assessment(Reliability, Credibility, Value: 0).Problem("evidence");
}
