using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>
/// A world that does one thing at a time, in an order that only the seed decides: steps of processes, messages on the
/// wire, timers. Between any two steps it may lose an answer, let time pass, freeze a process, or kill one.
/// </summary>
internal sealed class World(int seed) : IClock
{
    private readonly Random random = new(seed);
    private readonly List<(SimProcess? Owner, Func<Task> Step)> ready = [];
    private readonly PriorityQueue<(SimProcess? Owner, Func<Task> Step), (Instant, long)> timers = new();
    private readonly List<Task> watched = [];
    private long timersMade;

    public Instant Now { get; private set; } = Sample.Now;

    /// <summary>No more accidents: from here on everything must come to a good end.</summary>
    public bool IsCalm { get; set; }

    public long Steps { get; private set; }

    public Instant GetCurrentInstant() => Now;

    public double NextDouble() => random.NextDouble();

    public int Next(int below) => random.Next(below);

    /// <summary>Whether an accident of this likelihood happens now.</summary>
    public bool Accident(double likelihood) => random.NextDouble() < likelihood && !IsCalm;

    public Guid NewGuid()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    /// <summary>Code that must not fail, only be killed.</summary>
    public void Watch(Task code) => watched.Add(code);

    /// <summary>Throws what watched code threw.</summary>
    public Task ThrowFailuresAsync() => Task.WhenAll(watched.Where(code => code.IsFaulted));

    public void Soon(SimProcess? owner, Func<Task> step) => ready.Add((owner, step));

    public void After(Duration wait, SimProcess? owner, Func<Task> step) =>
        timers.Enqueue((owner, step), (Now + Duration.Max(wait, Duration.Zero), timersMade++));

    /// <summary>Does one thing. False when nothing is left to do, ever.</summary>
    public async Task<bool> StepAsync()
    {
        Steps++;
        if (ready.Count == 0 || (timers.Count > 0 && Accident(0.01)))
        {
            return FireTimer();
        }

        var at = random.Next(ready.Count);
        var (owner, step) = ready[at];
        ready[at] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        if (owner is { FrozenUntil: { } until } && until > Now)
        {
            After(until - Now, owner, step);
        }
        else if (owner is null || owner.IsAlive)
        {
            await step();
        }

        return true;
    }

    private bool FireTimer()
    {
        if (!timers.TryDequeue(out var timer, out var due))
        {
            return false;
        }

        Now = Instant.Max(Now, due.Item1);
        ready.Add(timer);
        return true;
    }
}
