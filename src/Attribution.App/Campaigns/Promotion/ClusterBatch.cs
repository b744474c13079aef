using System.Text.Json;
using Attribution.App.Clusters;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>Promotes many clusters at once: side by side, because the store groups what waits together, and each with
/// its own answer. Clusters that may belong together, because they share a member or a name, go one after the other, so
/// that the later one finds the earlier.</summary>
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
        var last = new Dictionary<string, Task>(StringComparer.OrdinalIgnoreCase);
        var results = new List<Task<PromotionResult>>();
        foreach (var (place, message) in messages.Index())
        {
            var (cluster, rejection) = ClusterMessage.Read(message);
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
                results.Add(Follow(cluster, context with { Once = once?.Invoke(place) }));
            }
        }

        return await Task.WhenAll(results);

        Task<PromotionResult> Follow(Cluster cluster, CommandContext itsContext)
        {
            string[] traits = [.. cluster.Indicators, cluster.SuggestedCampaign?.Trim() ?? ""];
            Task[] earlier = [.. traits.Where(trait => trait.Length > 0)
                .Select(trait => last.GetValueOrDefault(trait)).OfType<Task>().Distinct()];
            var result = PromoteAfterAsync(
                earlier, new ClusterDelivery(cluster, classification, caller), itsContext, cancellation);
            foreach (var trait in traits)
            {
                last[trait] = result;
            }

            return result;
        }
    }

    private async Task<PromotionResult> PromoteAfterAsync(
        Task[] earlier, ClusterDelivery delivery, CommandContext context, CancellationToken cancellation)
    {
        // What becomes of the others is their own callers' business.
        await Task.WhenAll(earlier).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await promotion.PromoteAsync(delivery, context, cancellation);
    }
}
