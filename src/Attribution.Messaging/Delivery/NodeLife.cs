using Microsoft.Extensions.Logging;
using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// A node between its registration and its end. It ends when the process stops, or when its lease is lost: then its
/// messages are others', its handlers are interrupted, and the process goes on as another node.
/// </summary>
internal sealed class NodeLife : IDisposable
{
    /// <summary>Settlements that fail so often end the life: what cannot be settled is left to the rescue.</summary>
    private const int MaxSettlementTries = 10;

    private const int MaxSettlementGroup = 200;

    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource interrupt = new();
    private readonly CancellationTokenSource over = new();
    private readonly CancellationTokenSource ending;

    public NodeLife(
        IMessageStore store, DeliveryOptions options, DeliveryEnvironment environment, Hints hints,
        CancellationToken stop)
    {
        (Store, Options, Environment, Hints) = (store, options, environment, hints);
        (Calls, Node) = (new(environment), environment.NewNodeId());
        ending = CancellationTokenSource.CreateLinkedTokenSource(stop, lost.Token);
    }

    public IMessageStore Store { get; }

    public DeliveryOptions Options { get; }

    public DeliveryEnvironment Environment { get; }

    public Hints Hints { get; }

    public StoreCalls Calls { get; }

    public Guid Node { get; }

    /// <summary>Nothing new is claimed any more.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>Handlers have to give up.</summary>
    public CancellationToken Interrupt => interrupt.Token;

    public async Task RunAsync(Handlers handlers)
    {
        var until = Environment.Clock.GetCurrentInstant() + Options.Lease;
        if (!await RegisterAsync(until))
        {
            return;
        }

        var lease = KeepLeaseAsync(until);
        var upkeep = new Upkeep(this).RunAsync();
        var execution = new Execution(handlers, Options, Environment);
        var settlements = new GroupedWrites<Settlement, bool>(MaxSettlementGroup, SettleAsync);
        await Task.WhenAll(Options.Queues.Select(queue =>
            new DeliveryLoop(queue, this, execution, settlements).RunAsync()));
        End();
        await Task.WhenAll(lease, upkeep);
        await Calls.UntilDoneAsync("Retiring", () => Store.RetireAsync(Node, CancellationToken.None), 1, Ending);
    }

    // Cancelled in place and not on the thread pool: what a simulation cannot see it cannot order.
    public void InterruptHandlers() => interrupt.Cancel();

    public void Dispose()
    {
        ending.Dispose();
        lost.Dispose();
        interrupt.Dispose();
        over.Dispose();
    }

    // A registration whose answer is lost leaves a node that nobody renews; it expires. So each life has its own name.
    private Task<bool> RegisterAsync(Instant until) => Calls.UntilDoneAsync("Registering",
        () => Store.RegisterAsync(
            Node, Environment.NodeName, Environment.Clock.GetCurrentInstant(), until,
            CancellationToken.None), 1, Ending);

    private async Task KeepLeaseAsync(Instant until)
    {
        while (!over.IsCancellationRequested && !lost.IsCancellationRequested)
        {
            await Calls.PauseAsync(Options.Lease / 3, over.Token);
            var next = Environment.Clock.GetCurrentInstant() + Options.Lease;
            var renewed = await Calls.TryAsync("Renewing the lease", async () =>
                await Store.RenewAsync(Node, next, CancellationToken.None) ? "renewed" : "lost");
            until = renewed == "renewed" ? next : until;
            if (renewed == "lost" || until <= Environment.Clock.GetCurrentInstant())
            {
                Lose("Its lease ran out.");
            }
        }
    }

    private async Task<IReadOnlyList<bool>> SettleAsync(IReadOnlyList<Settlement> settlements)
    {
        var isWritten = await Calls.UntilDoneAsync(
            "Settling",
            () => Store.SettleAsync(Node, settlements, Environment.Clock.GetCurrentInstant(), CancellationToken.None),
            MaxSettlementTries,
            Interrupt);
        if (!isWritten)
        {
            Lose("Its settlements cannot be stored.");
        }

        return [.. settlements.Select(_ => isWritten)];
    }

    private void End() => over.Cancel();

    private void Lose(string reason)
    {
        if (!lost.IsCancellationRequested)
        {
            Environment.Logger.LogWarning("The node {Node} ends: {Reason} Its messages will be rescued.", Node, reason);
            lost.Cancel();
            interrupt.Cancel();
        }
    }
}
