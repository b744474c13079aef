using System.Collections.Immutable;
using Attribution.App.Actors;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Campaigns.MergeProposals;
using Attribution.App.Graph;
using Attribution.App.Graph.Imported;
using Attribution.App.Hypotheses;
using Attribution.App.Infrastructure;
using Attribution.App.Investigations;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rebuild;
using Npgsql;

namespace Attribution.App;

/// <summary>What is folded from the log, and from the objects that imports brought, for whoever runs the system: each
/// can be made anew while everybody goes on reading and writing.</summary>
public sealed class ReadModels
{
    private readonly EventLog _log;
    private readonly NpgsqlDataSource _lookups;

    internal ReadModels(EventLog log, NpgsqlDataSource lookups) => (_log, _lookups) = (log, lookups);

    private static readonly ImmutableArray<Projection> All =
    [
        CampaignAggregate.Pages, CampaignAggregate.ClusterHolders, CampaignIndicators.Projection,
        DormancyProposalAggregate.Pages, MergeProposalAggregate.Pages, HypothesisAggregate.Pages,
        HypothesisEvidence.Projection, ActorAggregate.Pages, InvestigationAggregate.Pages,
        InfrastructureAggregate.Pages, GraphEdges.Projection,
    ];

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. All.Select(projection => projection.Name).Append(ImportedGraphRebuild.Name).Order(StringComparer.Ordinal)];

    /// <summary>Makes one anew.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellation">Ends it; what is there stays as it is.</param>
    /// <exception cref="RebuildFailed">It is being rebuilt already, or the database refuses some step.</exception>
    /// <exception cref="UnreadableEvent">This program cannot read one of the events.</exception>
    public Task<RebuildReport> RebuildAsync(
        string name, IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default) =>
        name == ImportedGraphRebuild.Name
        ? ImportedGraphRebuild.RunAsync(_log, _lookups, progress, cancellation)
        : ProjectionRebuild.RunAsync(
            _log,
            All.Single(projection => projection.Name == name),
            new RebuildOptions
            {
                OtherEventTypes = [.. All.SelectMany(projection => projection.EventTypes).Distinct()],
            },
            progress,
            cancellation: cancellation);
}
