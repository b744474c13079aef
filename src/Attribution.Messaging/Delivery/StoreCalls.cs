using Microsoft.Extensions.Logging;
using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// Calls to a store that may be away. Whatever goes wrong is logged and answered with "no": the loops go on, because
/// everything they do may be done again.
/// </summary>
internal sealed class StoreCalls(DeliveryEnvironment environment)
{
    private static readonly Backoff Patience = new(Duration.FromMilliseconds(200), Duration.FromSeconds(5));

    /// <summary>One try. Null when it failed.</summary>
    public async Task<T?> TryAsync<T>(string operation, Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception failure)
        {
            environment.Logger.LogWarning(failure, "{Operation} failed and will be tried again.", operation);
            return null;
        }
    }

    /// <summary>Tries until it works or the cancellation comes, with growing pauses. False: it never worked.</summary>
    public async Task<bool> UntilDoneAsync(
        string operation, Func<Task> call, int maxTries, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= maxTries; attempt++)
        {
            var done = await TryAsync(operation, async () =>
            {
                await call();
                return operation;
            });
            if (done is not null)
            {
                return true;
            }

            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            await PauseAsync(Patience.After(attempt, environment.Random()), cancellation);
        }

        return false;
    }

    /// <summary>Waits; the cancellation ends the wait without an exception.</summary>
    public Task PauseAsync(Duration wait, CancellationToken cancellation) =>
        new Signal(environment.Timers).WaitAsync(wait, cancellation);
}
