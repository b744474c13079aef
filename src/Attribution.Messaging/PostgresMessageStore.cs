using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>The durable queue in PostgreSQL. Safe for concurrent use; holds no connection between calls.</summary>
/// <param name="database">A migrated database, best reached through <see cref="MessagingDataSource"/>.</param>
public sealed class PostgresMessageStore(NpgsqlDataSource database) : IMessageStore
{
    public Task<IReadOnlyList<Acceptance>> AcceptAsync(
        IReadOnlyList<IncomingMessage> messages, Instant now, CancellationToken cancellation) =>
        AcceptMessages.RunAsync(database, messages, now, cancellation);

    public async Task<long> CountWaitingAsync(string queue, long limit, CancellationToken cancellation) =>
        (await database.Statement("count_waiting").With("text", queue).With("bigint", limit)
            .ListAsync(row => row.GetInt64(0), cancellation))[0];

    public Task<ClaimResult> ClaimAsync(string queue, Guid node, int limit, CancellationToken cancellation) =>
        ClaimMessages.RunAsync(database, queue, node, limit, cancellation);

    public Task<int> ReleaseForgottenAsync(
        string queue, Guid node, IReadOnlyCollection<ClaimKey> known, CancellationToken cancellation) =>
        database.Statement("release_forgotten")
            .With("uuid", node).With("text", queue)
            .With("uuid[]", known.Select(key => key.Message.Value).ToArray())
            .With("integer[]", known.Select(key => key.Claim).ToArray())
            .RunAsync(cancellation);

    public Task SettleAsync(
        Guid node, IReadOnlyList<Settlement> settlements, Instant now, CancellationToken cancellation) =>
        SettleMessages.RunAsync(database, node, settlements, now, cancellation);

    public Task RegisterAsync(
        Guid node, string name, Instant now, Instant leaseUntil, CancellationToken cancellation) =>
        database.Statement("register_node")
            .With("uuid", node).With("text", name).With("timestamptz", now).With("timestamptz", leaseUntil)
            .RunAsync(cancellation);

    public async Task<bool> RenewAsync(Guid node, Instant leaseUntil, CancellationToken cancellation) =>
        (await database.Statement("renew_node").With("uuid", node).With("timestamptz", leaseUntil)
            .ListAsync(row => row.GetGuid(0), cancellation)).Count == 1;

    public Task RetireAsync(Guid node, CancellationToken cancellation) =>
        database.Statement("retire_node").With("uuid", node).RunAsync(cancellation);

    public async Task<IReadOnlyList<string>> RescueAsync(Instant now, int limit, CancellationToken cancellation)
    {
        await database.Statement("expire_nodes").With("timestamptz", now).RunAsync(cancellation);
        return await database.Statement("rescue_messages").With("timestamptz", now).With("integer", limit)
            .ListAsync(row => row.GetString(0), cancellation);
    }

    public async Task<IReadOnlyList<string>> MakeDueAsync(Instant now, int limit, CancellationToken cancellation) =>
        await database.Statement("make_due").With("timestamptz", now).With("integer", limit)
            .ListAsync(row => row.GetString(0), cancellation);

    public async Task<int> PruneAsync(
        Instant messagesBefore, Instant marksBefore, int limit, CancellationToken cancellation) =>
        await database.Statement("prune_messages").With("timestamptz", messagesBefore).With("integer", limit)
            .RunAsync(cancellation)
        + await database.Statement("prune_conflicts").With("timestamptz", messagesBefore).With("integer", limit)
            .RunAsync(cancellation)
        + await database.Statement("prune_marks").With("timestamptz", marksBefore).With("integer", limit)
            .RunAsync(cancellation);
}
