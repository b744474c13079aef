using Attribution.App;
using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignList;
using Attribution.App.Graph;
using Attribution.App.Lists;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Bulk;
using Attribution.EventStore.Schema;
using NodaTime;
using Npgsql;

namespace Attribution.Benchmarks.Tracking;

/// <summary>A database with campaigns in it, read as a caller reads it.</summary>
internal sealed class TrackingBench : IAsyncDisposable
{
    private const int PageSize = 20;

    private readonly NpgsqlDataSource _source;
    private readonly AccessTrail _trail;
    private readonly CallerReads _reads;

    private TrackingBench(string database)
    {
        (Log, _source) = (EventLog.Open(DatabaseRoles.AsWriter(database)), DatabaseRoles.OpenReader(database));
        _trail = new AccessTrail(Log, SystemClock.Instance, readingShare: 0);
        _reads = new CallerReads(_source, crossing: null, _trail);
    }

    internal EventLog Log { get; }

    internal CallerReads Reads => _reads;

    /// <summary>A database with so many campaigns, loaded in bulk.</summary>
    internal static async Task<TrackingBench> PrepareAsync(
        BenchmarkServer server, string name, CampaignLoad load, int campaigns, params IEnumerable<NewStream> others)
    {
        var database = await server.CreateDatabaseAsync(name);
        await Migrator.MigrateAsync(database, AttributionSystem.Migrations);
        return await LoadAsync(database, load, campaigns, others);
    }

    /// <summary>A database that is kept for the next run, loaded by the first.</summary>
    internal static async Task<TrackingBench> PrepareKeptAsync(
        BenchmarkServer server, string name, CampaignLoad load, int campaigns)
    {
        var (database, isNew) = await server.KeepDatabaseAsync(name);
        await Migrator.MigrateAsync(database, AttributionSystem.Migrations);
        return isNew ? await LoadAsync(database, load, campaigns) : new TrackingBench(database);
    }

    private static async Task<TrackingBench> LoadAsync(
        string database, CampaignLoad load, int campaigns, params IEnumerable<NewStream> others)
    {
        var bench = new TrackingBench(database);
        await bench.Log.BulkLoadAsync(load.StreamsAsync(campaigns));
        await bench.Log.BulkLoadAsync(others.ToAsyncEnumerable());
        await using var owner = NpgsqlDataSource.Create(database);
        await using var vacuum = owner.CreateCommand("vacuum analyze");
        vacuum.CommandTimeout = 0;
        await vacuum.ExecuteNonQueryAsync();
        return bench;
    }

    /// <summary>A page with filters, and how many there are in all.</summary>
    internal async Task PageAsync(Filter filter, int expectedLeast)
    {
        var list = new PagedList<CampaignView>(_reads, CampaignListFields.Definition);
        var page = await list.ReadAsync(
            CampaignLoad.Caller,
            filter,
            PageRequest.From(CampaignListFields.Definition, PageSize, null, null, null, null)
                with
            { IsCounted = true },
            default);
        var total = await page.Total(default);
        if (total < expectedLeast || page.Edges.Length != Math.Min(total, PageSize))
        {
            throw new InvalidOperationException($"{page.Edges.Length} of {total} campaigns were found.");
        }
    }

    /// <summary>What is three steps around a campaign.</summary>
    internal async Task<int> WalkAsync(Guid campaign)
    {
        var around = await new NeighbourhoodWalk(new GraphQueries(_reads)).AroundAsync(
            CampaignLoad.Caller, $"campaign--{campaign}", Steps.Any, depth: 3, GraphLimits.AnswerMax, default);
        return around.Relationships.Count;
    }

    /// <summary>Status, technique and confidence at once.</summary>
    internal static Filter Filters { get; } = new Filter.All(
        new Comparisons<CampaignStatus>([(Comparison.Equal, [CampaignStatus.Suspected])])
            .On("c.status", App.Storage.Spelling.Of),
        RecordFilters.HasTechnique([CampaignLoad.TechniqueAt(300)]),
        new Comparisons<int>([(Comparison.GreaterOrEqual, [40])]).On("c.confidence"));

    public async ValueTask DisposeAsync()
    {
        await _trail.DisposeAsync();
        await Log.DisposeAsync();
        await _source.DisposeAsync();
    }
}
