using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// The one mapping from messages to rows of <c>msg_messages</c>, for intake, outbox and other people's transactions
/// alike. The order of the columns is that of <c>accept_messages.sql</c>.
/// </summary>
internal static class MessageRows
{
    private const string Table = "attribution.msg_messages";

    public static RowSet Of(IReadOnlyList<IncomingMessage> messages, Instant now)
    {
        var rows = messages.Select(message => Row(message, now)).ToArray();
        return new(Table,
        [
            Column("message_id", "uuid", rows, row => row.MessageId.Value),
            Column("tenant_id", "text", rows, row => row.Envelope.TenantId),
            Column("queue", "text", rows, row => row.Queue),
            Column("state", "text", rows, row => row.State),
            Column("lane", "bigint", rows, row => row.Lane),
            Column("source", "text", rows, row => row.Envelope.Source),
            Column("id", "text", rows, row => row.Envelope.Id),
            Column("type", "text", rows, row => row.Envelope.Type),
            Column("subject", "text", rows, row => row.Envelope.Subject),
            Column("correlation_id", "text", rows, row => row.Envelope.CorrelationId),
            Column("causation_id", "text", rows, row => row.Envelope.CausationId),
            Column("content_type", "text", rows, row => row.Envelope.ContentType),
            Column("time", "timestamptz", rows, row => row.Envelope.Time?.ToDateTimeUtc()),
            Column("headers", "jsonb", rows, row => MessageHeaders.Write(row.Envelope)),
            Column("body", "json", rows, row => row.Raw is null ? row.Envelope.Body.ToString() : null),
            Column("body_raw", "bytea", rows, row => row.Raw),
            Column("digest", "bytea", rows, row => row.Digest),
            Column("accepted_at", "timestamptz", rows, _ => now.ToDateTimeUtc()),
            Column("deliver_by", "timestamptz", rows, row => row.Envelope.DeliverBy?.ToDateTimeUtc()),
            Column("due_at", "timestamptz", rows, row => row.DueAt?.ToDateTimeUtc()),
            Column("finished_at", "timestamptz", rows,
                row => row.Error is null ? (DateTime?)null : now.ToDateTimeUtc()),
            Column("problem_code", "text", rows, row => row.Error?.Code),
            Column("problem_detail", "text", rows, row => Detail(row.Error)),
        ]);
    }

    private static StoredRow Row(IncomingMessage message, Instant now) => message switch
    {
        IncomingMessage.Readable readable => Row(readable, now),
        IncomingMessage.Malformed malformed => Row(malformed),
        _ => throw new System.Diagnostics.UnreachableException($"{message.GetType()} is no incoming message."),
    };

    private static StoredRow Row(IncomingMessage.Readable message, Instant now)
    {
        var envelope = message.Envelope;
        var due = envelope.ScheduledFor is { } scheduled && scheduled > now ? envelope.ScheduledFor : null;
        return new(message.MessageId, message.Queue, due is null ? "available" : "scheduled", envelope,
            MessageId.LaneOf(message.Queue, envelope.TenantId, envelope.Subject, message.Scope),
            due, envelope.Body.Digest(), null, null);
    }

    private static StoredRow Row(IncomingMessage.Malformed message)
    {
        var envelope = new Envelope
        {
            Id = message.Id,
            Source = message.Source,
            Type = IncomingMessage.Malformed.Type,
            TenantId = message.TenantId,
            Body = MessageBody.Null,
            Extensions = message.Extensions,
        };
        return new(message.MessageId, message.Queue, "dead", envelope, null, null,
            Convert.FromHexString(message.Id), message.Raw.ToArray(), message.Error);
    }

    private static string? Detail(EnvelopeError? error) => error switch
    {
        null => null,
        { Position: { } position } => $"{error.Field}: {error.Message} (byte {position})",
        _ => $"{error.Field}: {error.Message}",
    };

    private static RowColumn Column<T>(string name, string type, StoredRow[] rows, Func<StoredRow, T> value) =>
        new(name, type, Array.ConvertAll(rows, row => value(row)));

    private sealed record StoredRow(
        MessageId MessageId,
        string Queue,
        string State,
        Envelope Envelope,
        long? Lane,
        Instant? DueAt,
        byte[] Digest,
        byte[]? Raw,
        EnvelopeError? Error);
}
