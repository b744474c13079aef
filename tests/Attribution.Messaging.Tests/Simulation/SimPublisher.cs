namespace Attribution.Messaging.Tests.Simulation;

/// <summary>
/// Sends messages one after the other, each until it is acknowledged, and some of them again for no reason.
/// </summary>
internal sealed class SimPublisher(World world, IBackend backend, Envelope[] messages)
{
    private readonly WiredStore store = new(backend.Store, new Wire(world));

    public bool IsDone { get; private set; }

    public void Start()
    {
        var process = new SimProcess(world, "publisher");
        var timers = new SimTimers(world, process);
        process.Run(() => PublishAsync(timers));
    }

    private async Task PublishAsync(SimTimers timers)
    {
        foreach (var message in messages)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(world.Next(3_000)), timers);
            while (!await TryAsync(message))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(world.Next(500)), timers);
            }

            if (world.Next(3) == 0)
            {
                await TryAsync(message);
            }
        }

        IsDone = true;
    }

    private async Task<bool> TryAsync(Envelope message)
    {
        try
        {
            var verdict = await store.AcceptAsync(
                [new IncomingMessage.Readable(Scenario.Inbound, message)], world.Now, default);
            verdict.ShouldHaveSingleItem().Kind.ShouldBeOneOf(AcceptanceKind.Accepted, AcceptanceKind.Duplicate);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
