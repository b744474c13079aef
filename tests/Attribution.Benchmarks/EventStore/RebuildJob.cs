using Attribution.Benchmarks.Measuring;
using Attribution.EventStore;
using Attribution.EventStore.Rebuild;
using Attribution.EventStore.Schema;

namespace Attribution.Benchmarks.EventStore;

/// <summary>Makes 100,000 documents anew from 1,000,000 events, in a database that holds nothing else.</summary>
internal sealed class RebuildJob(EventLog log) : IAsyncDisposable
{
    internal const int Streams = 100_000;
    internal const int Events = Streams * BulkSample.EventsPerStream;

    private const int StreamsAtOnce = 10_000;
    private const string Name = "evidencerebuilt";

    internal static async Task<RebuildJob> PrepareAsync(BenchmarkServer server, Payloads payloads, int seed)
    {
        var database = await server.CreateDatabaseAsync("rebuild");
        await Migrator.MigrateAsync(database, Migration.OfEventStore);
        await Evidence.CreateTableAsync(database, Name);
        var log = EventLog.Open(database);
        var random = new Random(seed);
        for (var loaded = 0; loaded < Streams; loaded += StreamsAtOnce)
        {
            await log.BulkLoadAsync(new BulkSample(payloads, random, StreamsAtOnce).AsNewStreams());
        }

        await CampaignTable.AnalyzeAsync(database);
        return new RebuildJob(log);
    }

    internal async Task<Round> RunAsync()
    {
        var report = await ProjectionRebuild.RunAsync(log, Evidence.Projection(Name));
        return report is { Parked: 0, Events: Events }
            ? new Round(
                report.Events / report.Elapsed.TotalSeconds,
                report.Elapsed.TotalMilliseconds,
                report.Elapsed.TotalMilliseconds)
            : throw new InvalidOperationException($"The rebuild did not take in what was loaded: {report}");
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();
}
