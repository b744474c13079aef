namespace Attribution.EventStore.Daemon;

/// <summary>Wakes whoever waits. Take <see cref="Next"/> before looking whether there is work: what is raised in
/// between is not missed.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the signal is raised after this was taken.</summary>
    internal Task Next => Volatile.Read(ref _next).Task;

    internal void Raise() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Waits for a signal, or for so long.</summary>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    internal static async Task WaitAsync(Task next, TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        await next.WaitAsync(atMost, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }
}
