using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>
/// Clusters that may belong together, because they share a member or a suggested name, are placed one after the other
/// within this process, so that the later one finds the earlier. Between processes neither may find the other.
/// </summary>
internal sealed class ClusterKin
{
    // What so many have at the same time says nothing of kinship, and nobody waits for it any longer.
    private const int WaitingMax = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<(TenantId Tenant, string Trait), Line> _lines = [];

    /// <summary>Places a cluster once those of its kin that came before have their places.</summary>
    /// <param name="tenant">Whose cluster it is.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="place">Places it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal async Task<T> InTurnAsync<T>(
        TenantId tenant, Cluster cluster, Func<Task<T>> place, CancellationToken cancellation)
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
            await Task.WhenAll(earlier).WaitAsync(cancellation);
            return await place();
        }
        finally
        {
            Leave(traits);
            placed.SetResult();
        }
    }

    private List<Task> Join((TenantId, string)[] traits, Task placed)
    {
        var earlier = new List<Task>();
        lock (_gate)
        {
            foreach (var trait in traits)
            {
                var line = _lines.GetValueOrDefault(trait);
                if (line.Length is > 0 and < WaitingMax)
                {
                    earlier.Add(line.Last);
                }

                _lines[trait] = new Line(placed, line.Length + 1);
            }
        }

        return earlier;
    }

    private void Leave((TenantId, string)[] traits)
    {
        lock (_gate)
        {
            foreach (var trait in traits)
            {
                var line = _lines[trait];
                if (line.Length == 1)
                {
                    _lines.Remove(trait);
                }
                else
                {
                    _lines[trait] = line with { Length = line.Length - 1 };
                }
            }
        }
    }

    /// <summary>Those that are being placed or wait for it.</summary>
    private readonly record struct Line(Task Last, int Length);
}
