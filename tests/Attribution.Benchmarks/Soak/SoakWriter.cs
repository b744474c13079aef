using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Attribution.EventStore;
using NodaTime;
using EventLog = Attribution.EventStore.EventLog;

namespace Attribution.Benchmarks.Soak;

/// <summary>
/// Writers of one process: each appends to streams that all the others append to as well, sometimes at whatever version
/// is the last, sometimes at a version that it has read, sometimes to two streams at once.
/// </summary>
internal sealed class SoakWriter(EventLog log, SoakJournal journal, int streams, int seed)
{
    internal const string Tenant = "soak";

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(200);

    internal async Task RunAsync(int writers, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random((seed * 1000) + writer);
            while (Stopwatch.GetElapsedTime(began) < time)
            {
                await StoreAsync(random);
            }
        })));
    }

    /// <summary>The streams of every process, whatever its seed.</summary>
    internal static StreamId Stream(int number) => new(Tenant, new Guid(number, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8));

    private async Task StoreAsync(Random random)
    {
        Commit commit;
        try
        {
            commit = await DecideAsync(random);
        }
        catch (Exception error) when (error is Npgsql.NpgsqlException or IOException or TimeoutException)
        {
            // The server is away, and a read says so at once; the next one finds it again.
            await Task.Delay(AskAgainAfter);
            return;
        }

        var events = commit.Appends.SelectMany(append => append.Events).Select(data => data.Id).ToArray();
        if (await IsStoredAsync(commit))
        {
            journal.Acknowledge(events);
        }
        else
        {
            journal.Deny(events);
        }
    }

    private async Task<Commit> DecideAsync(Random random)
    {
        var first = random.Next(streams);
        var touched = random.Next(4) == 0 ? new[] { first, (first + 1) % streams }.Distinct() : [first];
        var appends = ImmutableArray.CreateBuilder<StreamAppend>();
        foreach (var number in touched)
        {
            appends.Add(new StreamAppend(
                Stream(number), "soak", await ExpectAsync(random, Stream(number)), Events(random),
                new EventMetadata(SystemClock.Instance.GetCurrentInstant())));
        }

        return new Commit(Guid.NewGuid(), appends.ToImmutable());
    }

    private async Task<ExpectedVersion> ExpectAsync(Random random, StreamId stream) => random.Next(2) == 0
        ? ExpectedVersion.Any
        : ExpectedVersion.Exactly((await log.FindStreamAsync(stream))?.Version ?? 0);

    private static ImmutableArray<EventData> Events(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(number =>
            new EventData(Guid.NewGuid(), "soaked", Encoding.UTF8.GetBytes($$"""{"number":{{number}}}"""))),
    ];

    private async Task<bool> IsStoredAsync(Commit commit)
    {
        try
        {
            return await log.CommitAsync(commit) is CommitResult.Stored;
        }
        catch (StoreUnavailable away) when (!away.MayBeStored)
        {
            return false;
        }
        catch (StoreUnavailable)
        {
            return await AskAsync(commit.Id);
        }
    }

    private async Task<bool> AskAsync(Guid commit)
    {
        while (true)
        {
            try
            {
                return await log.FindOutcomeAsync(commit);
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or IOException or TimeoutException)
            {
                await Task.Delay(AskAgainAfter);
            }
        }
    }
}
