using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>
/// Clusters that may belong together, because they share a member or a suggested name, are placed one after the other
/// within this process, so that the later one finds the earlier. Between processes the commit sees to it that two do
/// not open campaigns with one member (<see cref="CampaignIndicators.ExpectUnheld"/>); of two that share nothing but a
/// name, neither may find the other.
/// </summary>
internal sealed class ClusterKin
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(TenantId Tenant, string Trait), Task> _last = [];

    /// <summary>Places a cluster once those of its kin that came before have their places.</summary>
    /// <param name="tenant">Whose cluster it is.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="place">Places it.</param>
    internal async Task<T> InTurnAsync<T>(TenantId tenant, Cluster cluster, Func<Task<T>> place)
    {
        (TenantId, string)[] traits =
        [
            .. cluster.Indicators.Append(cluster.SuggestedCampaign?.Trim() ?? "")
                .Where(trait => trait.Length > 0)
                .Select(trait => (tenant, trait.ToUpperInvariant()))
                .Distinct(),
        ];
        var placed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var earlier = Join(traits, placed.Task);
        try
        {
            // Also of a caller that has given up: who comes behind it would else come before those it waited for.
            await Task.WhenAll(earlier);
            return await place();
        }
        finally
        {
            Leave(traits, placed.Task);
            placed.SetResult();
        }
    }

    /// <returns>The last of those that came before, by each trait.</returns>
    private List<Task> Join((TenantId, string)[] traits, Task placed)
    {
        var earlier = new List<Task>();
        lock (_gate)
        {
            foreach (var trait in traits)
            {
                if (_last.TryGetValue(trait, out var last))
                {
                    earlier.Add(last);
                }

                _last[trait] = placed;
            }
        }

        return earlier;
    }

    /// <summary>Nothing is kept of a trait behind whose last cluster nobody has joined.</summary>
    private void Leave((TenantId, string)[] traits, Task placed)
    {
        lock (_gate)
        {
            foreach (var trait in traits.Where(trait => _last[trait] == placed))
            {
                _last.Remove(trait);
            }
        }
    }
}
