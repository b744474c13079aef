using Attribution.Messaging.Tests.Sql;
using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>The real store; the effect is a row of a table that this class adds.</summary>
internal sealed class PostgresBackend(MessagingDatabase database) : IBackend
{
    public IMessageStore Store => database.Store;

    public async Task StartAsync()
    {
        await database.ExecuteAsync(
            """
            create table if not exists effects (number bigint generated always as identity, message_id uuid not null);
            truncate effects, attribution.msg_messages, attribution.msg_handled, attribution.msg_nodes cascade;
            """);
    }

    public async Task<bool> CommitAsync(
        Delivery delivery, IReadOnlyList<Envelope> outgoing, string outgoingQueue, Instant now)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (!await InboxMark.TryInsertAsync(connection, transaction, delivery.MessageId, now))
        {
            return false;
        }

        await using var effect = connection.CreateCommand();
        effect.CommandText = "insert into effects (message_id) values ($1)";
        effect.Parameters.Add(new() { Value = delivery.MessageId.Value });
        await effect.ExecuteNonQueryAsync();
        await OutgoingMessages.EnqueueAsync(connection, transaction, outgoingQueue, outgoing, now);
        await transaction.CommitAsync();
        return true;
    }

    public async Task<IReadOnlyList<MessageId>> EffectsAsync()
    {
        await using var command = database.Source.CreateCommand("select message_id from effects order by number");
        return await command.ListAsync(row => new MessageId(row.GetGuid(0)), default);
    }

    public async Task<IReadOnlyList<StoredMessage>> MessagesAsync()
    {
        await using var command = database.Source.CreateCommand(
            """
            select message_id, queue, state, outcome, problem_code, attempts,
                (select count(*) from attribution.msg_failures as failure
                    where failure.message_id = message.message_id)::integer,
                body::text
            from attribution.msg_messages as message
            """);
        return await command.ListAsync(row => new StoredMessage(
            new(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.Text(3), row.Text(4), row.GetInt32(5),
            row.GetInt32(6), row.GetString(7)), default);
    }
}
