namespace Attribution.Messaging;

/// <summary>Feeds the messages of one queue to their handlers, never more than so many at a time.</summary>
internal sealed class DeliveryLoop
{
    private const int RoomShare = 4;

    private readonly string queue;
    private readonly NodeLife life;
    private readonly Execution execution;
    private readonly GroupedWrites<Settlement, bool> settlements;
    private readonly Signal wake;
    private readonly Signal idle;
    private readonly Lock gate = new();
    private readonly HashSet<ClaimKey> inFlight = [];

    public DeliveryLoop(string queue, NodeLife life, Execution execution, GroupedWrites<Settlement, bool> settlements)
    {
        (this.queue, this.life, this.execution, this.settlements) = (queue, life, execution, settlements);
        (wake, idle) = (new(life.Environment.Timers), new(life.Environment.Timers));
    }

    /// <summary>Claims until the life ends, then waits for what is in flight.</summary>
    public async Task RunAsync()
    {
        life.Hints.Listen(queue, wake);
        var isSure = true;
        while (!life.Ending.IsCancellationRequested)
        {
            isSure = isSure || await ReleaseForgottenAsync();
            var claim = isSure && HasRoom ? await ClaimAsync() : new([], 0);
            isSure = isSure && claim is not null;
            foreach (var delivery in claim?.Deliveries ?? [])
            {
                Start(delivery);
            }

            if (claim is null or { IsEmpty: true } || !HasRoom)
            {
                await wake.WaitAsync(life.Options.PollInterval, life.Ending);
            }
        }

        life.Hints.Ignore(queue, wake);
        await DrainAsync();
    }

    // A claim costs the database as much for one message as for thirty, so under load it waits until there is room for
    // some; with little to do there always is.
    private bool HasRoom => Free * RoomShare >= life.Options.MaxInFlight;

    private int Free
    {
        get
        {
            lock (gate)
            {
                return life.Options.MaxInFlight - inFlight.Count;
            }
        }
    }

    private Task<ClaimResult?> ClaimAsync() => life.Calls.TryAsync(
        "Claiming", () => life.Store.ClaimAsync(queue, life.Node, Free, CancellationToken.None));

    // The answer to a claim was lost: the table may say that we hold messages which we never saw.
    private async Task<bool> ReleaseForgottenAsync()
    {
        ClaimKey[] known;
        lock (gate)
        {
            known = [.. inFlight];
        }

        return await life.Calls.TryAsync("Releasing what was claimed in vain", async () =>
        {
            await life.Store.ReleaseForgottenAsync(queue, life.Node, known, CancellationToken.None);
            return known;
        }) is not null;
    }

    private void Start(Delivery delivery)
    {
        lock (gate)
        {
            inFlight.Add(delivery.Key);
        }

        _ = HandleAsync(delivery);
    }

    private async Task HandleAsync(Delivery delivery)
    {
        await Task.Yield();
        var settlement = await execution.RunAsync(delivery, life.Interrupt);
        await settlements.WriteAsync(settlement);
        Finish(delivery);
    }

    private void Finish(Delivery delivery)
    {
        bool hadRoom;
        lock (gate)
        {
            hadRoom = HasRoom;
            inFlight.Remove(delivery.Key);
        }

        if ((!hadRoom && HasRoom) || delivery.Lane is not null)
        {
            wake.Set();
        }

        idle.Set();
    }

    private async Task DrainAsync()
    {
        var deadline = life.Environment.Clock.GetCurrentInstant() + life.Options.StopGrace;
        while (Free < life.Options.MaxInFlight)
        {
            await idle.WaitAsync(life.Options.PollInterval, CancellationToken.None);
            if (life.Environment.Clock.GetCurrentInstant() >= deadline)
            {
                life.InterruptHandlers();
            }
        }
    }
}
