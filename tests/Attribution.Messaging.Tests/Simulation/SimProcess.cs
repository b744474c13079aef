using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>
/// A process: every continuation of its code comes back to the world as a step. Killing it is simply never doing its
/// steps again, so no finally block and no handler runs, exactly as with a power failure.
/// </summary>
internal sealed class SimProcess(World world, string name) : SynchronizationContext
{
    public string Name => name;

    public bool IsAlive { get; private set; } = true;

    public Instant? FrozenUntil { get; private set; }

    public void Kill() => IsAlive = false;

    public void Freeze(Duration time) => FrozenUntil = world.Now + time;

    /// <summary>Starts code in this process.</summary>
    public void Run(Func<Task> code) => Post(_ => world.Watch(code()), null);

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsAlive)
        {
            world.Soon(this, () =>
            {
                Enter(() => d(state));
                return Task.CompletedTask;
            });
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing in a simulated process may block.");

    /// <summary>Does something as this process.</summary>
    public void Enter(Action action)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }
}
