using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>
/// Promotes clusters to campaigns. The same cluster id in one tenant never opens a second campaign: the first commit
/// owns the key, and every later delivery finds that campaign and adds what is new.
/// </summary>
internal sealed class ClusterPromotion(CommandHandling commands, NpgsqlDataSource reads, AttackCatalogue catalogue)
{
    // Each round means that another delivery of the same cluster was faster; the next one finds its campaign.
    private const int RoundsMax = 3;

    /// <param name="cluster">What the pipeline says.</param>
    /// <param name="classification">The caller's label; AMBER when neither it nor the message gives one.</param>
    /// <param name="caller">Who promotes: tenant and organisation come from it.</param>
    /// <param name="context">Correlation and causation.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal async Task<CommandOutcome<CampaignView>> PromoteAsync(
        Cluster cluster, Tlp? classification, Principal caller, CommandContext context, CancellationToken cancellation)
    {
        var handling = Handling.OwnedBy(caller.Organisation, PromoteCluster.LabelFor(cluster, classification));
        if (Visibility.WriteProblem(caller, new AccessRecord(caller.Tenant, handling)) is { } problem)
        {
            return new CommandOutcome<CampaignView>.Refused(problem);
        }

        var unrecognised = (await catalogue.GetAsync(cancellation)).Unrecognised(cluster.ObservedTechniques);
        for (var round = 1; ; round++)
        {
            var holder = await FindHolderAsync(cluster, caller.Tenant, cancellation);
            var id = holder ?? Guid.NewGuid();
            var outcome = await commands.HandleAsync(
                CampaignAggregate.Definition,
                id,
                caller,
                (by, at) => new PromoteCluster(
                    id,
                    caller.Tenant,
                    caller.Organisation,
                    cluster,
                    classification,
                    unrecognised,
                    by,
                    at),
                context,
                cancellation);
            if (outcome is not CommandOutcome<CampaignView>.KeyTaken || round == RoundsMax)
            {
                return outcome;
            }
        }
    }

    private async Task<Guid?> FindHolderAsync(Cluster cluster, TenantId tenant, CancellationToken cancellation)
    {
        if (cluster.IdOrNull is not { } id)
        {
            return null;
        }

        await using var command = reads.CreateCommand(SqlText.Get("find_cluster_holder"));
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = tenant.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = CampaignAggregate.ClusterKey(id) });
        return (Guid?)await command.ExecuteScalarAsync(cancellation);
    }
}
