using System.Text.Json;
using Attribution.App.Clusters;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>Promotes many clusters at once: side by side, because the store groups what waits together, and each with
/// its own answer. Those that may belong together keep their order (<see cref="ClusterKin"/>).</summary>
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
        var results = new List<Task<PromotionResult>>();
        foreach (var (place, message) in messages.Index())
        {
            var (cluster, rejection) = ClusterMessage.Read(message, caller.Tenant);
            if (cluster is null)
            {
                results.Add(Task.FromResult(PromotionResult.Refused(clusterId: null, rejection!)));
            }
            else if (PromotionThreshold.SkipReason(cluster, minConfidence) is { } reason)
            {
                results.Add(Task.FromResult(PromotionResult.Skipped(cluster.IdOrNull, reason)));
            }
            else
            {
                results.Add(promotion.PromoteAsync(
                    new ClusterDelivery(cluster, classification, caller),
                    context with { Once = once?.Invoke(place) },
                    cancellation));
            }
        }

        return await Task.WhenAll(results);
    }
}
