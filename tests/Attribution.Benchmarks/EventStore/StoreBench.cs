using Attribution.Benchmarks.Measuring;
using Attribution.EventStore;
using Npgsql;

namespace Attribution.Benchmarks.EventStore;

/// <summary>Two databases with the same streams in them, one for each side.</summary>
internal sealed class StoreBench : IAsyncDisposable
{
    private readonly NpgsqlDataSource _plainSource;
    private readonly Random _random;

    private StoreBench(
        BenchmarkServer server, string ourDatabase, NpgsqlDataSource plainSource, Payloads payloads, int seed)
    {
        (Server, OurDatabase, Log, _plainSource) = (server, ourDatabase, EventLog.Open(ourDatabase), plainSource);
        (Payloads, _random) = (payloads, new Random(seed));
        Ours = new OurSide(Log, payloads, new Campaigns(seed));
        Plain = new PlainSide(plainSource, payloads, new Campaigns(seed));
    }

    internal BenchmarkServer Server { get; }

    internal string OurDatabase { get; }

    internal EventLog Log { get; }

    internal Payloads Payloads { get; }

    internal OurSide Ours { get; }

    internal PlainSide Plain { get; }

    internal static async Task<StoreBench> PrepareAsync(BenchmarkServer server, int poolSize, int seed)
    {
        var payloads = new Payloads(seed);
        var databases = new[] { await server.CreateDatabaseAsync("ours"), await server.CreateDatabaseAsync("plain") };
        foreach (var database in databases)
        {
            await CampaignTable.CreateAsync(database);
            await using var log = EventLog.Open(database);
            await log.BulkLoadAsync(BulkSample.OfOneEvent(new Campaigns(seed).Ids, payloads, new Random(seed)));
            await CampaignTable.AnalyzeAsync(database);
        }

        return new StoreBench(
            server, databases[0], PlainSide.Connect(databases[1], poolSize), payloads, seed);
    }

    internal async Task<Round> BulkLoadAsync(int streams)
    {
        var sample = new BulkSample(Payloads, _random, streams);
        return await Round.OfWorkAsync(sample.Events, () => Log.BulkLoadAsync(sample.AsNewStreams()));
    }

    internal async Task<Round> PlainCopyAsync(int streams)
    {
        var sample = new BulkSample(Payloads, _random, streams);
        await using var connection = await _plainSource.OpenConnectionAsync();
        await using var last = new NpgsqlCommand(
            "select greatest(nextval('attribution.mt_events_sequence'), max(seq_id) + 1) from attribution.mt_events",
            connection);
        var first = (long)(await last.ExecuteScalarAsync())!;
        return await Round.OfWorkAsync(sample.Events, () => PlainCopy.LoadAsync(connection, sample, first));
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await _plainSource.DisposeAsync();
    }
}
