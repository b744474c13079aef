using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using NodaTime;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>A cluster, and who sends it.</summary>
/// <param name="Cluster">What the pipeline says.</param>
/// <param name="Classification">The sender's label; AMBER when neither it nor the message gives one.</param>
/// <param name="Caller">Who sends it: tenant and organisation come from it.</param>
internal sealed record ClusterDelivery(Cluster Cluster, Tlp? Classification, Principal Caller)
{
    internal string? ClusterId => Cluster.IdOrNull;

    /// <summary>Campaigns the cluster does not belong to, beside those that are remembered.</summary>
    internal ImmutableHashSet<Guid> Distinct { get; init; } = [];

    /// <summary>Those of its techniques that no loaded ATT&amp;CK release knows.</summary>
    internal ImmutableHashSet<string> Unrecognised { get; init; } = [];

    /// <summary>Who may see a campaign that the cluster opens.</summary>
    internal AccessRecord Record => new(
        Caller.Tenant, Handling.OwnedBy(Caller.Organisation, PromoteCluster.LabelFor(Cluster, Classification)));

    /// <summary>The command that opens this campaign, or adds to it what is new.</summary>
    internal Func<Author, Instant, ICommand<Campaign, CampaignEvent>> Promote(Guid campaign) => (by, at) =>
        new PromoteCluster(
            campaign,
            Caller.Tenant,
            Caller.Organisation,
            Cluster,
            Classification,
            Unrecognised,
            by,
            at);

    /// <summary>The command that merges the cluster into a campaign there is.</summary>
    internal Func<Author, Instant, ICommand<Campaign, CampaignEvent>> Merge()
    {
        var labelled = Cluster with { Classification = Record.Handling.Tlp };
        return (by, at) => new MergeCluster(labelled, Unrecognised, by, at);
    }
}
