using System.Collections.Immutable;
using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>What became of a message: the answer to a publisher who asks with the id it was given.</summary>
/// <param name="State"><c>scheduled</c>, <c>available</c>, <c>running</c>, <c>retrying</c>, <c>done</c> or
/// <c>dead</c>.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">Its ordering key.</param>
/// <param name="Attempts">Attempts since acceptance or the last replay.</param>
/// <param name="AcceptedAt">When it was stored.</param>
/// <param name="DueAt">When it is looked at again, while it is scheduled or retrying.</param>
/// <param name="FinishedAt">When it was done or died.</param>
/// <param name="Outcome"><c>handled</c>, <c>already_handled</c>, <c>expired</c> or <c>discarded</c>, when it is
/// done.</param>
/// <param name="ProblemCode">Why it died.</param>
/// <param name="ProblemDetail">The same in a sentence.</param>
/// <param name="Extensions">Extension attributes; the door that took the message may have put some of its own
/// there.</param>
public sealed record MessageStatus(
    string State,
    string Queue,
    string Type,
    string? Subject,
    int Attempts,
    Instant AcceptedAt,
    Instant? DueAt,
    Instant? FinishedAt,
    string? Outcome,
    string? ProblemCode,
    string? ProblemDetail,
    ImmutableSortedDictionary<string, string> Extensions)
{
    /// <summary>
    /// The status of a message of this tenant; null when there is none, or it is another tenant's, or forgotten.
    /// </summary>
    public static async Task<MessageStatus?> FindAsync(
        NpgsqlDataSource database, string tenantId, MessageId messageId, CancellationToken cancellation = default) =>
        (await database.Statement("read_message").With("uuid", messageId).With("text", tenantId).ListAsync(
            row => new MessageStatus(
                row.GetString(0), row.GetString(1), row.GetString(2), row.Text(3), row.GetInt32(4), row.Time(5),
                row.TimeOrNull(6), row.TimeOrNull(7), row.Text(8), row.Text(9), row.Text(10),
                MessageHeaders.ReadExtensions(row.Text(11))),
            cancellation)).SingleOrDefault();
}
