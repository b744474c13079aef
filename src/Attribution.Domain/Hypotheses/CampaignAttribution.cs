using Attribution.Domain.Confidence;

namespace Attribution.Domain.Hypotheses;

/// <summary>A hypothesis as far as the attribution of its campaign depends on it.</summary>
public sealed record HypothesisStanding(
    Guid Id,
    string Actor,
    HypothesisStatus Status,
    Assessment Confidence,
    Instant? ResolvedAt);

/// <summary>What the hypotheses of a campaign say together; nothing else makes an actor responsible.</summary>
/// <param name="Leading">The highest-confidence SUPPORTED one, the earliest resolved of equals; null without
/// any.</param>
/// <param name="IsContested">Two different actors are SUPPORTED: a joint operation, or a disagreement.</param>
public sealed record CampaignAttribution(HypothesisStanding? Leading, bool IsContested)
{
    public static CampaignAttribution Of(IEnumerable<HypothesisStanding> hypotheses)
    {
        ImmutableArray<HypothesisStanding> supported =
        [
            .. hypotheses
                .Where(hypothesis => hypothesis.Status is HypothesisStatus.Supported)
                .OrderByDescending(hypothesis => hypothesis.Confidence.Value)
                .ThenBy(hypothesis => hypothesis.ResolvedAt ?? Instant.MaxValue)
                .ThenBy(hypothesis => hypothesis.Id),
        ];
        var actors = supported.Select(hypothesis => hypothesis.Actor).Distinct(StringComparer.Ordinal).Count();
        return new CampaignAttribution(supported.FirstOrDefault(), IsContested: actors > 1);
    }
}
