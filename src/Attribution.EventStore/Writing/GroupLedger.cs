using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Writing;

/// <summary>
/// The table <c>event_commit_groups</c>: what became of each group, written in the group's own transaction, so that it
/// can be read after the answer was lost.
/// </summary>
internal static class GroupLedger
{
    /// <summary>How many old rows one call of <see cref="ForgetAsync"/> removes at most: it runs between two groups,
    /// whose callers wait.</summary>
    internal const int ForgottenAtOnceMax = 1024;

    /// <summary>Learns what became of a group whose answer was lost: its outcome, or null when it was not stored, and
    /// then never will be, because its id is taken.</summary>
    internal static async Task<GroupOutcome?> SettleAsync(
        NpgsqlConnection connection,
        Guid groupId,
        Instant now,
        int timeoutSeconds,
        CancellationToken cancellation = default)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = timeoutSeconds };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("writer_lock")));
        var settle = new NpgsqlBatchCommand(SqlText.Get("settle_group"));
        settle.Parameters.Add(Parameters.Of(groupId, NpgsqlDbType.Uuid));
        settle.Parameters.Add(Parameters.Of(Microseconds.ToDateTime(now), NpgsqlDbType.TimestampTz));
        batch.BatchCommands.Add(settle);
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.NextResultAsync(cancellation);
        await row.ReadAsync(cancellation);
        var outcome = row.GetBoolean(0) ? GroupOutcome.Read(row, first: 1) : null;
        await row.NextResultAsync(cancellation);
        return outcome;
    }

    /// <summary>Whether a group stored a commit. Groups that the database still works on are waited for.</summary>
    internal static async Task<bool> HoldsAsync(
        NpgsqlConnection connection, Guid commitId, CancellationToken cancellation)
    {
        // The lock is had and given back before the search: who waits for it would not be served meanwhile.
        await using (var turn = new NpgsqlCommand(SqlText.Get("writer_lock"), connection))
        {
            await turn.ExecuteNonQueryAsync(cancellation);
        }

        await using var find = new NpgsqlCommand(SqlText.Get("find_outcome"), connection);
        find.Parameters.Add(Parameters.Of(commitId, NpgsqlDbType.Uuid));
        await using var row = await find.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var place = Array.IndexOf(row.GetFieldValue<Guid[]>(0), commitId);
            if (!row.GetFieldValue<int[]>(1).Contains(place))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets some of the outcomes recorded before an instant, the oldest first.</summary>
    internal static async Task ForgetAsync(NpgsqlConnection connection, Instant before, int timeoutSeconds)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("forget_outcomes"), connection)
        {
            CommandTimeout = timeoutSeconds,
        };
        command.Parameters.Add(Parameters.Of(Microseconds.ToDateTime(before), NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Parameters.Of(ForgottenAtOnceMax, NpgsqlDbType.Integer));
        await command.ExecuteNonQueryAsync();
    }
}
