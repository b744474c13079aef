using Attribution.Benchmarks.Soak;

namespace Attribution.EventStore.Tests.Faults;

/// <summary>The server goes away and comes back, on the same address and with the same data.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private SoakServer _server = null!;

    public async Task InitializeAsync() => _server = await SoakServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_restart_in_the_middle_of_commits_loses_nothing_and_doubles_nothing()
    {
        await using var log = EventLog.Open(_server.ConnectionString);
        var streams = Enumerable.Range(0, 8).Select(_ => Sample.Stream()).ToArray();
        await ReadAllAtOnceAsync(log, streams);
        var restarted = new TaskCompletionSource();
        var writing = streams.Select(stream => Task.Run(async () =>
        {
            var stored = 0;
            for (var more = 20; more > 0; more -= restarted.Task.IsCompleted ? 1 : 0)
            {
                (await StoreAsync(log, stream)).ShouldBeOfType<CommitResult.Stored>();
                stored++;
            }

            return stored;
        })).ToArray();

        await _server.RestartAsync();
        restarted.SetResult();
        var counts = await Task.WhenAll(writing);

        // A read is not tried again on another connection as a commit is; the old log may still have broken ones.
        await using var fresh = EventLog.Open(_server.ConnectionString);
        for (var at = 0; at < streams.Length; at++)
        {
            (await fresh.ReadStreamAsync(streams[at])).Count.ShouldBe(counts[at]);
        }
    }

    [Fact]
    public async Task A_server_that_stays_away_is_told_in_time_and_the_next_commit_after_its_return_is_stored()
    {
        await using var log = EventLog.Open(
            _server.ConnectionString, new EventLogOptions { UnavailableAfter = TimeSpan.FromMilliseconds(200) });
        var stream = Sample.Stream();
        await StoreAsync(log, stream);
        await _server.StopAsync();

        // The first one is sent on a connection that is dead already, which nobody can know; the second finds none.
        var sent = Sample.Commit(Sample.Append(stream, ExpectedVersion.Any));
        var inDoubt = await Should.ThrowAsync<StoreUnavailable>(log.CommitAsync(sent));
        var away = await Should.ThrowAsync<StoreUnavailable>(StoreAsync(log, stream));
        await _server.RestartAsync();

        inDoubt.MayBeStored.ShouldBeTrue();
        away.MayBeStored.ShouldBeFalse();
        away.Message.ShouldContain("send the commit again: nothing of it was stored");
        (await log.FindOutcomeAsync(sent.Id)).ShouldBeFalse();
        (await StoreAsync(log, stream)).ShouldBeOfType<CommitResult.Stored>().Appends[0].LastVersion.ShouldBe(2);
    }

    private static Task<CommitResult> StoreAsync(EventLog log, StreamId stream) =>
        log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Any)));

    /// <summary>Leaves many idle connections behind, all of which the restart breaks.</summary>
    private static async Task ReadAllAtOnceAsync(EventLog log, StreamId[] streams) =>
        await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(number => log.ReadStreamAsync(streams[number % streams.Length])));
}
