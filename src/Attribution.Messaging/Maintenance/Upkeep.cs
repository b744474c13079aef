using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// Makes due what waits for a time, rescues what dead nodes left, forgets what is old. Every node does it, with
/// jitter; each statement may run anywhere at any time, so no leader is needed.
/// </summary>
internal sealed class Upkeep(NodeLife life)
{
    private const int MaxRowsPerStatement = 500;

    private Instant nextPrune = life.Environment.Clock.GetCurrentInstant();

    public async Task RunAsync()
    {
        while (!life.Ending.IsCancellationRequested)
        {
            await RepeatAsync("Making messages due", now => life.Store.MakeDueAsync(now, MaxRowsPerStatement, default));
            await RepeatAsync("Rescuing messages", now => life.Store.RescueAsync(now, MaxRowsPerStatement, default));
            await PruneAsync();
            var jitter = 0.5 + life.Environment.Random();
            await life.Calls.PauseAsync(life.Options.UpkeepInterval * jitter, life.Ending);
        }
    }

    private async Task RepeatAsync(string operation, Func<Instant, Task<IReadOnlyList<string>>> move)
    {
        int moved;
        do
        {
            var queues = await life.Calls.TryAsync(
                operation, () => move(life.Environment.Clock.GetCurrentInstant())) ?? [];
            foreach (var queue in queues.Distinct(StringComparer.Ordinal))
            {
                life.Hints.Raise(queue);
            }

            moved = queues.Count;
        }
        while (moved == MaxRowsPerStatement && !life.Ending.IsCancellationRequested);
    }

    private async Task PruneAsync()
    {
        var now = life.Environment.Clock.GetCurrentInstant();
        if (now < nextPrune)
        {
            return;
        }

        nextPrune = now + (life.Options.PruneInterval * (0.5 + life.Environment.Random()));
        int[]? pruned;
        do
        {
            pruned = await life.Calls.TryAsync<int[]>("Pruning", async () =>
            [
                await life.Store.PruneAsync(
                    now - life.Options.KeepMessages, now - life.Options.KeepMarks, MaxRowsPerStatement, default),
            ]);
        }
        while (pruned is [>= MaxRowsPerStatement] && !life.Ending.IsCancellationRequested);
    }
}
