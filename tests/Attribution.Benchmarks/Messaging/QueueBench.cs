using Attribution.EventStore.Schema;
using Attribution.Messaging;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.Benchmarks.Messaging;

/// <summary>A database with the queue's tables and nodes that claim and settle, without handlers.</summary>
internal sealed class QueueBench : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresMessageStore _store;
    private int _filled;

    private QueueBench(NpgsqlDataSource source) => (_source, _store) = (source, new PostgresMessageStore(source));

    internal static async Task<QueueBench> PrepareAsync(BenchmarkServer server)
    {
        var connectionString = await server.CreateDatabaseAsync("messaging");
        var migrations = Migration.FromResources(
            typeof(Envelope).Assembly, "messaging", "Attribution.Messaging.Schema.");
        await Migrator.MigrateAsync(connectionString, migrations);
        return new QueueBench(MessagingDataSource.Create(connectionString));
    }

    /// <summary>Puts messages into a queue, each of a subject of its own, as clusters are.</summary>
    internal async Task FillAsync(string queue, int messages)
    {
        await using var command = _source.CreateCommand(
            """
            insert into attribution.msg_messages (
                message_id, tenant_id, queue, state, lane, source, id, type, subject, content_type, body, digest,
                accepted_at)
            select
                gen_random_uuid(), 'bench', $1, 'available', hashtextextended($1 || i, 0), '/bench', i::text,
                'attribution.cluster.detected.v1', i::text, 'application/json',
                json_build_object('id', i, 'label', repeat('x', 280)), '\x00'::bytea, now()
            from generate_series($2 + 1, $2 + $3) as i
            """);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = queue, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _filled });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = messages });
        await command.ExecuteNonQueryAsync();
        _filled += messages;
    }

    /// <summary>Claims and finishes messages, with two nodes side by side.</summary>
    internal Task DrainAsync(string queue, int messages, int batch) =>
        Task.WhenAll(DrainOneAsync(queue, messages / 2, batch), DrainOneAsync(queue, messages / 2, batch));

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task DrainOneAsync(string queue, int messages, int batch)
    {
        var (node, now) = (Guid.NewGuid(), SystemClock.Instance.GetCurrentInstant());
        await _store.RegisterAsync(node, "bench", now, now + Duration.FromHours(1), CancellationToken.None);
        for (var left = messages; left > 0;)
        {
            var claimed = await _store.ClaimAsync(queue, node, Math.Min(batch, left), CancellationToken.None);
            if (claimed.Deliveries.Count > 0)
            {
                await _store.SettleAsync(
                    node,
                    [.. claimed.Deliveries.Select(delivery => new Settlement.Done(delivery, "handled"))],
                    now,
                    CancellationToken.None);
            }

            left -= claimed.Deliveries.Count;
        }

        await _store.RetireAsync(node, CancellationToken.None);
    }
}
