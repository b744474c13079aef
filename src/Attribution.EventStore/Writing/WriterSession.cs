using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Writing;

/// <summary>The writer's own connection: stores groups, and settles those whose answer was lost.</summary>
internal sealed class WriterSession(NpgsqlDataSource source, EventLogOptions options, IClock clock) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    private NpgsqlConnection Connection =>
        _connection ?? throw new InvalidOperationException("The writer has no connection: ConnectAsync comes first.");

    private int TimeoutSeconds => (int)Math.Ceiling(options.UnavailableAfter.TotalSeconds);

    /// <summary>Makes sure that there is a connection.</summary>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    internal async ValueTask ConnectAsync(TimeSpan patience) =>
        _connection ??= await source.OpenConnectionAsync().AsTask().WaitAsync(patience);

    /// <summary>Stores a group in one round trip and one transaction.</summary>
    internal async Task<GroupOutcome> StoreAsync(CommitGroup group)
    {
        // Without BEGIN, what is sent up to one Sync message is one transaction: it commits before the batch ends.
        await using var batch = new NpgsqlBatch(Connection) { Timeout = TimeoutSeconds };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("writer_lock")));
        var append = new NpgsqlBatchCommand(GroupStatement.TextFor(group));
        group.AddParameters(append.Parameters, clock.GetCurrentInstant());
        batch.BatchCommands.Add(append);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("notify")));

        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        var outcome = ReadOutcome(reader, first: 0);
        while (await reader.NextResultAsync())
        {
            // The transaction has committed only when the last result has been read.
        }

        return outcome;
    }

    /// <summary>Learns what became of a group whose answer was lost: its outcome, or null when it was not stored, and then
    /// never will be, because its id is taken.</summary>
    internal async Task<GroupOutcome?> SettleAsync(Guid groupId)
    {
        await using var batch = new NpgsqlBatch(Connection) { Timeout = TimeoutSeconds };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("writer_lock")));
        var settle = new NpgsqlBatchCommand(SqlText.Get("settle_group"));
        settle.Parameters.Add(Parameters.Of(groupId, NpgsqlDbType.Uuid));
        settle.Parameters.Add(Parameters.Of(Microseconds.ToDateTime(clock.GetCurrentInstant()), NpgsqlDbType.TimestampTz));
        batch.BatchCommands.Add(settle);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        var outcome = reader.GetBoolean(0) ? ReadOutcome(reader, first: 1) : null;
        await reader.NextResultAsync();
        return outcome;
    }

    /// <summary>Forgets outcomes recorded before an instant.</summary>
    internal async Task ForgetOutcomesAsync(Instant before)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("forget_outcomes"), Connection);
        command.Parameters.Add(Parameters.Of(Microseconds.ToDateTime(before), NpgsqlDbType.TimestampTz));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Gives up the connection; the next call opens another.</summary>
    internal async ValueTask DisconnectAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => DisconnectAsync();

    private static GroupOutcome ReadOutcome(NpgsqlDataReader reader, int first) => new(
        reader.GetFieldValue<int[]>(first),
        reader.GetFieldValue<int[]>(first + 1),
        reader.GetFieldValue<long[]>(first + 2),
        reader.GetFieldValue<bool[]>(first + 3),
        reader.GetFieldValue<long[]>(first + 4));
}
