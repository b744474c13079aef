using Attribution.App.Access;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>Finds the one campaign of a tenant that holds a cluster, whether or not the caller may see it: what the
/// caller is told of it is decided by those who ask.</summary>
internal sealed class ClusterHolders(Lookups lookups)
{
    internal async Task<Guid?> FindAsync(Principal caller, string? clusterId, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(clusterId))
        {
            return null;
        }

        var key = CampaignAggregate.ClusterKey(clusterId);
        var found = await lookups.ListAsync(
            caller,
            "find_cluster_holder",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key }),
            row => row.GetGuid(0),
            cancellation);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Whether the caller may see a campaign.</summary>
    internal async Task<bool> IsVisibleAsync(Principal caller, Guid campaign, CancellationToken cancellation)
    {
        var found = await lookups.ListAsync(
            caller,
            "find_visible_campaign",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = campaign }),
            row => row.GetGuid(0),
            cancellation);
        return found.Count > 0;
    }
}
