using Attribution.Messaging.Tests.Simulation;

namespace Attribution.Messaging.Tests;

/// <summary>Holds back what would be stored until it is let go; everything else passes.</summary>
internal sealed class HeldWire : IWire
{
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => gate.SetResult();

    public async Task<T> CallAsync<T>(Func<Task<T>> request)
    {
        if (typeof(T) == typeof(IReadOnlyList<Acceptance>))
        {
            await gate.Task;
        }

        return await request();
    }
}
