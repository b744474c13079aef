using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>The real delivery node with handlers that misbehave on purpose, in a process that may be killed.</summary>
internal sealed class SimNode(World world, IBackend backend)
{
    private static readonly Duration HandlerTimeout = Duration.FromSeconds(5);

    public SimProcess Process { get; private set; } = new(world, "not started");

    public void Start()
    {
        Process = new(world, "node");
        var process = Process;
        var wire = new Wire(world);
        var timers = new SimTimers(world, process);
        var node = new DeliveryNode(
            new WiredStore(backend.Store, wire),
            new Handlers()
                .OnQueue(Scenario.Inbound, (delivery, cancellation) => HandleAsync(delivery, process, wire, timers))
                .OnQueue(Scenario.Outbound, (delivery, cancellation) => CommitAsync(delivery, [], wire)),
            new()
            {
                Queues = [Scenario.Inbound, Scenario.Outbound],
                MaxInFlight = 5,
                Lease = Duration.FromSeconds(12),
                HandlerTimeout = HandlerTimeout,
                PollInterval = Duration.FromSeconds(2),
                UpkeepInterval = Duration.FromSeconds(2),
                PruneInterval = Duration.FromSeconds(20),
                RetryPolicy = Scenario.Policy,
            },
            new Hints(),
            new()
            {
                Clock = world,
                Timers = timers,
                Random = world.NextDouble,
                NewNodeId = world.NewGuid,
                NodeName = "sim",
            });
        process.Run(() => node.RunAsync(CancellationToken.None));
    }

    /// <summary>Kills the process; another one is started after a while.</summary>
    public void Crash()
    {
        if (Process.IsAlive)
        {
            Process.Kill();
            world.After(Duration.FromMilliseconds(world.Next(20_000)), null, () =>
            {
                Start();
                return Task.CompletedTask;
            });
        }
    }

    private async Task<Outcome> HandleAsync(Delivery delivery, SimProcess process, Wire wire, SimTimers timers)
    {
        await Task.Yield();
        switch (Scenario.KindOf(delivery.Envelope))
        {
            case "flaky" when delivery.Attempt <= 2:
                throw new IOException("Not this time.");
            case "poison":
                throw new FormatException("Never.");
            case "refused":
                return new Outcome.Refused("REFUSED", "By rule.");
            case "later" when world.Now < Sample.Now + Duration.FromSeconds(30):
                return new Outcome.Later(Sample.Now + Duration.FromSeconds(30));
            case "killer":
                if (Process == process)
                {
                    Crash();
                }

                await Task.Yield();
                break;
            case "slow" when delivery.Attempt == 1:
                // Longer than it is waited for: the effect comes when the node has given up on it.
                await Task.Delay(HandlerTimeout.ToTimeSpan() + TimeSpan.FromSeconds(world.Next(10)), timers);
                break;
        }

        return await CommitAsync(delivery, [Answer(delivery)], wire);
    }

    private async Task<Outcome> CommitAsync(Delivery delivery, IReadOnlyList<Envelope> outgoing, Wire wire) =>
        await wire.CallAsync(() => backend.CommitAsync(delivery, outgoing, Scenario.Outbound, world.Now))
            ? Outcome.Done
            : Outcome.Repeated;

    private static Envelope Answer(Delivery delivery) => new()
    {
        Id = delivery.Envelope.Id,
        Source = "/simulation/answers",
        Type = "simulation.answer.v1",
        Subject = delivery.Envelope.Subject,
        CausationId = delivery.Envelope.Id,
        Body = delivery.Envelope.Body,
    };
}
