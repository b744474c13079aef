using NodaTime;

namespace Attribution.Messaging;

/// <summary>Wakes one waiting loop. A signal that is given while nobody waits is kept; several are one.</summary>
internal sealed class Signal(TimeProvider timers)
{
    private readonly Lock gate = new();
    private TaskCompletionSource pending = new();

    public void Set()
    {
        TaskCompletionSource given;
        lock (gate)
        {
            given = pending;
        }

        given.TrySetResult();
    }

    /// <summary>
    /// Returns when the signal was given, the time is over, or the cancellation came; the caller looks why.
    /// </summary>
    public async Task WaitAsync(Duration longest, CancellationToken cancellation)
    {
        Task signalled;
        lock (gate)
        {
            signalled = pending.Task;
        }

        await Quietly(signalled.WaitAsync(longest.ToTimeSpan(), timers, cancellation));

        // Whoever gives the signal should not find itself running the loop that waited for it.
        await Task.Yield();
        lock (gate)
        {
            pending = pending.Task.IsCompleted ? new() : pending;
        }
    }

    private static async Task Quietly(Task wait)
    {
        try
        {
            await wait;
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            // Both are ordinary ends of a wait.
        }
    }
}
