namespace Attribution.Domain.Clusters;

/// <summary>The confidence below which a batch leaves a cluster alone.</summary>
public static class PromotionThreshold
{
    /// <summary>
    /// Why the cluster is skipped; null when it is promoted: equal passes, and no confidence counts as 0.
    /// </summary>
    public static string? SkipReason(Cluster cluster, int minConfidence) =>
        cluster.ConfidenceValue < minConfidence
            ? $"confidence {cluster.ConfidenceValue} is below the required {minConfidence}"
            : null;
}
