using Attribution.App;
using Attribution.App.Access;
using Attribution.App.Campaigns.Promotion;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.Domain.Clusters;
using Attribution.Domain.Confidence;
using Attribution.EventStore;
using Attribution.EventStore.Schema;
using NodaTime;
using Npgsql;

namespace Attribution.Benchmarks.Tracking;

/// <summary>Clusters promoted by the handler that every door uses: a campaign of 20 indicators and 5 techniques, and a
/// hypothesis.</summary>
internal sealed class PromotionJob : IAsyncDisposable
{
    private const int Indicators = 20;

    private readonly EventLog _log;
    private readonly NpgsqlDataSource _lookups;
    private readonly ClusterPromotion _promotion;

    private PromotionJob(string database)
    {
        var writer = DatabaseRoles.AsWriter(database);
        (_log, _lookups) = (EventLog.Open(writer), DatabaseRoles.OpenLookups(database));
        var known = new Lookups(_lookups);
        _promotion = new ClusterPromotion(
            new CommandHandling(_log, new FirstAnswers(_lookups), SystemClock.Instance),
            new ClusterHolders(known),
            new ClusterStandings(known),
            new MatchPolicy(),
            new AttackCatalogue(new StoredReleases(_lookups), TimeProvider.System));
    }

    internal static async Task<PromotionJob> PrepareAsync(BenchmarkServer server)
    {
        var database = await server.CreateDatabaseAsync("promotions");
        await Migrator.MigrateAsync(database, AttributionSystem.Migrations);
        return new PromotionJob(database);
    }

    internal async Task PromoteAsync()
    {
        var random = Random.Shared;
        var cluster = new Cluster
        {
            Id = $"cluster-{Guid.NewGuid()}",
            Label = $"cluster:ipv4-addr:{random.Next(10_000)}",
            MemberIds = [.. Enumerable.Range(0, Indicators).Select(_ => Guid.NewGuid().ToString())],
            Signals = ["shared_subnet:203.0.113.0/24", "timing_proximity"],
            Confidence = new Assessment(Reliability.B, 2, 80, "2 clustering signal(s)"),
            SuggestedActor = $"actor {random.Next(100)}",
            Techniques =
            [
                .. Enumerable.Range(0, 5).Select(at => CampaignLoad.TechniqueAt((at * 100) + random.Next(100))),
            ],
        };
        var result = await _promotion.PromoteAsync(
            new ClusterDelivery(cluster, Classification: null, CampaignLoad.Caller), new CommandContext(), default);
        if (result is not { Outcome: PromotionOutcome.Promoted, Changed: true })
        {
            throw new InvalidOperationException($"A promotion ended as {result.Outcome}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        await _lookups.DisposeAsync();
    }
}
