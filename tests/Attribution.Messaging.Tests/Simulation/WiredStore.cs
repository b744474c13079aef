using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>The store as a process sees it: at the other end of a wire.</summary>
internal sealed class WiredStore(IMessageStore store, IWire wire) : IMessageStore
{
    public Task<IReadOnlyList<Acceptance>> AcceptAsync(
        IReadOnlyList<IncomingMessage> messages, Instant now, CancellationToken cancellation) =>
        wire.CallAsync(() => store.AcceptAsync(messages, now, default));

    public Task<long> CountWaitingAsync(string queue, long limit, CancellationToken cancellation) =>
        wire.CallAsync(() => store.CountWaitingAsync(queue, limit, default));

    public Task<ClaimResult> ClaimAsync(string queue, Guid node, int limit, CancellationToken cancellation) =>
        wire.CallAsync(() => store.ClaimAsync(queue, node, limit, default));

    public Task<int> ReleaseForgottenAsync(
        string queue, Guid node, IReadOnlyCollection<ClaimKey> known, CancellationToken cancellation) =>
        wire.CallAsync(() => store.ReleaseForgottenAsync(queue, node, known, default));

    public Task SettleAsync(
        Guid node, IReadOnlyList<Settlement> settlements, Instant now, CancellationToken cancellation) =>
        wire.CallAsync(() => Answered(store.SettleAsync(node, settlements, now, default)));

    public Task RegisterAsync(
        Guid node, string name, Instant now, Instant leaseUntil, CancellationToken cancellation) =>
        wire.CallAsync(() => Answered(store.RegisterAsync(node, name, now, leaseUntil, default)));

    public Task<bool> RenewAsync(Guid node, Instant leaseUntil, CancellationToken cancellation) =>
        wire.CallAsync(() => store.RenewAsync(node, leaseUntil, default));

    public Task RetireAsync(Guid node, CancellationToken cancellation) =>
        wire.CallAsync(() => Answered(store.RetireAsync(node, default)));

    public Task<IReadOnlyList<string>> RescueAsync(Instant now, int limit, CancellationToken cancellation) =>
        wire.CallAsync(() => store.RescueAsync(now, limit, default));

    public Task<IReadOnlyList<string>> MakeDueAsync(Instant now, int limit, CancellationToken cancellation) =>
        wire.CallAsync(() => store.MakeDueAsync(now, limit, default));

    public Task<int> PruneAsync(
        Instant messagesBefore, Instant marksBefore, int limit, CancellationToken cancellation) =>
        wire.CallAsync(() => store.PruneAsync(messagesBefore, marksBefore, limit, default));

    private static async Task<bool> Answered(Task work)
    {
        await work;
        return true;
    }
}
