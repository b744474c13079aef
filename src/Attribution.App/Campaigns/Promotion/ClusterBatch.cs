using System.Text.Json;
using Attribution.App.Clusters;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>Promotes many clusters at once: side by side, because the store groups what waits together, and each with
/// its own answer.</summary>
internal sealed class ClusterBatch(ClusterPromotion promotion)
{
    /// <param name="messages">The clusters as the pipeline publishes them.</param>
    /// <param name="minConfidence">Clusters strictly below are skipped.</param>
    /// <param name="classification">The caller's label for all of them.</param>
    /// <param name="caller">Who promotes.</param>
    /// <param name="once">Makes the promotion of one cluster happen once, given its place in the batch; null when
    /// nothing does but the cluster's own id.</param>
    /// <param name="cancellation">Ends the waiting; what was stored stays.</param>
    internal async Task<IReadOnlyList<PromotionResult>> PromoteAsync(
        IEnumerable<JsonElement> messages,
        int minConfidence,
        Tlp? classification,
        Principal caller,
        Func<int, OnceKey?>? once,
        CancellationToken cancellation)
    {
        var context = new CommandContext(CorrelationId: Guid.CreateVersion7().ToString());
        return await Task.WhenAll(messages.Select((message, place) => PromoteOneAsync(
            message,
            minConfidence,
            classification,
            caller,
            context with { Once = once?.Invoke(place) },
            cancellation)));
    }

    private async Task<PromotionResult> PromoteOneAsync(
        JsonElement message,
        int minConfidence,
        Tlp? classification,
        Principal caller,
        CommandContext context,
        CancellationToken cancellation)
    {
        var (cluster, rejection) = ClusterMessage.Read(message);
        if (cluster is null)
        {
            return PromotionResult.Refused(clusterId: null, rejection!);
        }

        return PromotionThreshold.SkipReason(cluster, minConfidence) is { } reason
            ? PromotionResult.Skipped(cluster.IdOrNull, reason)
            : PromotionResult.From(
                cluster.IdOrNull, await promotion.PromoteAsync(cluster, classification, caller, context, cancellation));
    }
}
