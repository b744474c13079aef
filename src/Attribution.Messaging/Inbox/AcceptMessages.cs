using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>Stores offered messages durably, once each.</summary>
internal static class AcceptMessages
{
    /// <summary>
    /// A message that is neither inserted nor found was finished and pruned between the two statements: the next round
    /// inserts it. One such round is rare, so three are proof of something else.
    /// </summary>
    private const int MaxRounds = 3;

    public static async Task<IReadOnlyList<Acceptance>> RunAsync(
        NpgsqlDataSource database, IReadOnlyList<IncomingMessage> messages, Instant now, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var verdicts = new Acceptance?[messages.Count];
        for (var round = 0; round < MaxRounds && verdicts.Contains(null); round++)
        {
            await RoundAsync(connection, messages, verdicts, now, cancellation);
        }

        return [.. verdicts.Select(verdict => verdict
            ?? throw new InvalidOperationException("A message can neither be stored nor found."))];
    }

    public static Task<List<Guid>> InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, RowSet rows, CancellationToken cancellation)
    {
        var command = connection.Statement(transaction, "accept_messages");
        foreach (var column in rows.Columns)
        {
            command.With(column.Type + "[]", column.Values);
        }

        return command.ListAsync(row => row.GetGuid(0), cancellation);
    }

    private static async Task RoundAsync(
        NpgsqlConnection connection,
        IReadOnlyList<IncomingMessage> messages,
        Acceptance?[] verdicts,
        Instant now,
        CancellationToken cancellation)
    {
        var open = Enumerable.Range(0, messages.Count).Where(at => verdicts[at] is null).ToArray();
        var rows = MessageRows.Of([.. open.Select(at => messages[at])], now);
        var inserted = (await InsertAsync(connection, null, rows, cancellation)).ToHashSet();
        foreach (var at in open)
        {
            // Of two copies in one call the first was inserted and the second finds it below.
            if (inserted.Remove(messages[at].MessageId.Value))
            {
                verdicts[at] = new(messages[at].MessageId, messages[at] is IncomingMessage.Malformed
                    ? AcceptanceKind.KeptAsDeadLetter
                    : AcceptanceKind.Accepted);
            }
        }

        var known = open.Where(at => verdicts[at] is null).Select(at => messages[at]).ToArray();
        if (known.Length > 0)
        {
            await JudgeAsync(connection, messages, verdicts, MessageRows.Of(known, now), cancellation);
        }
    }

    private static async Task JudgeAsync(
        NpgsqlConnection connection,
        IReadOnlyList<IncomingMessage> messages,
        Acceptance?[] verdicts,
        RowSet known,
        CancellationToken cancellation)
    {
        var ids = Values<Guid>(known, "message_id");
        var digests = Values<byte[]>(known, "digest");
        var stored = (await connection.Statement(null, "find_digests").With("uuid[]", ids)
            .ListAsync(row => (row.GetGuid(0), row.GetFieldValue<byte[]>(1)), cancellation)).ToDictionary();
        var open = Enumerable.Range(0, messages.Count).Where(at => verdicts[at] is null).ToArray();
        var conflicts = new List<int>();
        for (var at = 0; at < ids.Length; at++)
        {
            if (stored.TryGetValue(ids[at], out var digest))
            {
                var same = digest.AsSpan().SequenceEqual(digests[at]);
                verdicts[open[at]] = new(new(ids[at]), same ? AcceptanceKind.Duplicate : AcceptanceKind.Conflict);
                conflicts.AddRange(same ? [] : [at]);
            }
        }

        if (conflicts.Count > 0)
        {
            await KeepConflictsAsync(connection, known, conflicts, cancellation);
        }
    }

    private static Task<int> KeepConflictsAsync(
        NpgsqlConnection connection, RowSet known, List<int> conflicts, CancellationToken cancellation)
    {
        var command = connection.Statement(null, "keep_conflicts");
        foreach (var name in (ReadOnlySpan<string>)[
            "message_id", "digest", "tenant_id", "queue", "source", "id", "type",
            "headers", "body", "body_raw", "accepted_at"])
        {
            var column = known.Columns.Single(column => column.Name == name);
            var picked = Array.CreateInstance(column.Values.GetType().GetElementType()!, conflicts.Count);
            for (var at = 0; at < conflicts.Count; at++)
            {
                picked.SetValue(column.Values.GetValue(conflicts[at]), at);
            }

            command.With(column.Type + "[]", picked);
        }

        return command.RunAsync(cancellation);
    }

    private static T[] Values<T>(RowSet rows, string name) =>
        (T[])rows.Columns.Single(column => column.Name == name).Values;
}
