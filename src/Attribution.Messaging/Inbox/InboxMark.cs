using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>
/// The row that makes an effect happen once: it is inserted in the transaction of the effect, and its key refuses a
/// second one. A refused mark means "already handled". For commands it also holds the first answer.
/// </summary>
public static class InboxMark
{
    /// <summary>The table of the marks; a duplicate key here, and only here, says "already handled".</summary>
    public const string Table = "attribution.msg_handled";

    /// <summary>The constraint that refuses the second mark.</summary>
    public const string Constraint = "pkey_msg_handled";

    /// <summary>The row to insert with the effect.</summary>
    /// <param name="messageId">The message, or <c>MessageId.Of(tenant, door, idempotencyKey)</c> for a command.</param>
    /// <param name="now">When the effect happens.</param>
    /// <param name="answer">JSON to give again when the command comes again; none for messages.</param>
    public static RowSet Row(MessageId messageId, Instant now, MessageBody? answer = null) => new(Table,
    [
        new("message_id", "uuid", (Guid[])[messageId.Value]),
        new("handled_at", "timestamptz", (DateTime[])[now.ToDateTimeUtc()]),
        new("answer", "json", (string?[])[answer?.ToString()]),
    ]);

    /// <summary>
    /// Inserts the mark in the caller's transaction. False: the effect is committed already, do nothing more.
    /// </summary>
    public static async Task<bool> TryInsertAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        MessageId messageId,
        Instant now,
        MessageBody? answer = null,
        CancellationToken cancellation = default)
    {
        var inserted = await connection.Statement(transaction, "insert_mark")
            .With("uuid", messageId).With("timestamptz", now).With("json", answer?.ToString())
            .ListAsync(row => row.GetGuid(0), cancellation);
        return inserted.Count == 1;
    }

    /// <summary>The mark of a message or command, or null when it never took effect.</summary>
    public static async Task<HandledMark?> FindAsync(
        NpgsqlDataSource database, MessageId messageId, CancellationToken cancellation = default)
    {
        var marks = await database.Statement("read_mark").With("uuid", messageId).ListAsync(
            row => new HandledMark(row.Time(0), row.Bytes(1) is { } answer ? MessageBody.Trusted(answer) : null),
            cancellation);
        return marks.SingleOrDefault();
    }
}

/// <summary>When something took effect, and the answer that was given for it.</summary>
public sealed record HandledMark(Instant HandledAt, MessageBody? Answer);
