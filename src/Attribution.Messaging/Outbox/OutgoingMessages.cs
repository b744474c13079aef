using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>
/// Messages that exist if and only if the business change commits: as rows for a commit that somebody else writes, or
/// in a transaction of the caller. A message with <see cref="Envelope.ScheduledFor"/> in the future is a reminder.
/// </summary>
public static class OutgoingMessages
{
    /// <summary>
    /// The rows of <c>msg_messages</c> to insert with the change. Derive each id from what caused the message (the
    /// event's id and the message's type), so that deciding twice cannot send twice.
    /// </summary>
    public static RowSet Rows(string queue, IReadOnlyList<Envelope> envelopes, Instant now) =>
        MessageRows.Of([.. envelopes.Select(envelope => new IncomingMessage.Readable(queue, envelope))], now);

    /// <summary>Inserts them in the caller's transaction. One that is there already stays as it is.</summary>
    /// <returns>How many were inserted.</returns>
    public static async Task<int> EnqueueAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        string queue,
        IReadOnlyList<Envelope> envelopes,
        Instant now,
        CancellationToken cancellation = default)
    {
        var inserted = await AcceptMessages.InsertAsync(
            connection, transaction, Rows(queue, envelopes, now), cancellation);
        return inserted.Count;
    }
}
