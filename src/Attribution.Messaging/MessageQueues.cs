using System.Collections.Immutable;
using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>What operators see of the queues, and the switch that stops one.</summary>
public sealed class MessageQueues(NpgsqlDataSource database)
{
    /// <summary>
    /// Stops the claiming from a queue, on every node; what is running runs on, and messages are still accepted.
    /// </summary>
    /// <returns>False when the queue was paused before; the first pause keeps its author and reason.</returns>
    public async Task<bool> PauseAsync(
        string queue, Instant now, string by, string reason, CancellationToken cancellation = default) =>
        (await database.Statement("pause_queue")
            .With("text", queue).With("timestamptz", now).With("text", by).With("text", reason)
            .ListAsync(row => row.GetString(0), cancellation)).Count == 1;

    /// <summary>Lets a queue go on. False when it was not paused.</summary>
    public async Task<bool> ResumeAsync(string queue, CancellationToken cancellation = default) =>
        (await database.Statement("resume_queue").With("text", queue)
            .ListAsync(row => row.GetString(0), cancellation)).Count == 1;

    /// <summary>
    /// Every queue that holds a message that is not done, or is paused. Counts every such message: for people, not
    /// for loops.
    /// </summary>
    public async Task<IReadOnlyList<QueueStatus>> ListAsync(CancellationToken cancellation = default)
    {
        var rows = await database.Statement("read_queues").ListAsync(
            row => (
                Queue: row.Text(0),
                Count: row.IsDBNull(1) ? null : new StateCount(row.GetString(1), row.GetInt64(2), row.Time(3)),
                Pause: row.IsDBNull(5) ? null : new QueuePause(row.GetString(4), row.Time(5),
                    row.GetString(6), row.GetString(7))),
            cancellation);
        return [.. rows.GroupBy(row => row.Queue ?? row.Pause!.Queue, StringComparer.Ordinal)
            .Select(queue => new QueueStatus(
            queue.Key, [.. queue.Where(row => row.Count is not null).Select(row => row.Count!)], queue.First().Pause))];
    }
}

/// <summary>One queue.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Counts">Messages per state, states without messages left out.</param>
/// <param name="Pause">Who stopped it, or null while it runs.</param>
public sealed record QueueStatus(string Queue, ImmutableArray<StateCount> Counts, QueuePause? Pause);

/// <summary>How many messages are in a state, and when the oldest of them was accepted.</summary>
public sealed record StateCount(string State, long Messages, Instant Oldest);

/// <summary>Who stopped a queue, when and why.</summary>
public sealed record QueuePause(string Queue, Instant PausedAt, string PausedBy, string Reason);
