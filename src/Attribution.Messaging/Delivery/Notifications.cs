using System.Collections.Concurrent;
using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>
/// Carries hints between processes with LISTEN and NOTIFY. NOTIFY takes a lock of the whole database at commit, so it
/// is sent apart from the messages, at most once per queue in <see cref="Pause"/>, and never inside anybody's
/// transaction.
/// </summary>
/// <param name="database">The database that the processes share.</param>
/// <param name="hints">This process's hints.</param>
/// <param name="environment">Time and log.</param>
public sealed class Notifications(NpgsqlDataSource database, Hints hints, DeliveryEnvironment? environment = null)
{
    private static readonly Duration Pause = Duration.FromMilliseconds(20);
    private static readonly Duration Reconnect = Duration.FromSeconds(1);
    private static readonly Duration LongestWait = Duration.FromMinutes(1);

    private readonly DeliveryEnvironment environment = environment ?? new();
    private readonly ConcurrentDictionary<string, bool> toTell = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string self = Guid.NewGuid().ToString("N");

    /// <summary>Completes when hints of other processes arrive here for the first time.</summary>
    public Task Listening => listening.Task;

    /// <summary>
    /// Works until <paramref name="stop"/>. Never throws; while the database is away, polling does the work.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var calls = new StoreCalls(environment);
        var raised = new Signal(environment.Timers);
        hints.Raised = queue =>
        {
            toTell[queue] = true;
            raised.Set();
        };
        await Task.WhenAll(TellAsync(calls, raised, stop), ListenAsync(calls, stop));
        hints.Raised = null;
    }

    private async Task TellAsync(StoreCalls calls, Signal raised, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await raised.WaitAsync(LongestWait, stop);
            foreach (var queue in toTell.Keys)
            {
                toTell.TryRemove(queue, out _);
                await calls.TryAsync("Telling other processes", async () =>
                {
                    await database.Statement("notify").With("text", $"{self}:{queue}").RunAsync(stop);
                    return queue;
                });
            }

            await calls.PauseAsync(Pause, stop);
        }
    }

    private async Task ListenAsync(StoreCalls calls, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await calls.TryAsync("Listening to other processes", () => ListenOnceAsync(stop));
            await calls.PauseAsync(Reconnect, stop);
        }
    }

    private async Task<object> ListenOnceAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        connection.Notification += (_, told) => Receive(told.Payload);
        await connection.Statement(null, "listen").RunAsync(stop);
        listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(stop);
        }
    }

    private void Receive(string payload)
    {
        var colon = payload.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && payload[..colon] != self)
        {
            hints.Receive(payload[(colon + 1)..]);
        }
    }
}
