using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>
/// What people do with dead letters: look, repair, send again, give up. Everything is of one tenant, carries who and
/// why, and is recorded beside the message.
/// </summary>
/// <param name="database">Where the messages are.</param>
/// <param name="hints">Wakes the queue of what is replayed.</param>
/// <param name="clock">Dates what is done.</param>
public sealed class DeadLetters(NpgsqlDataSource database, Hints hints, IClock clock)
{
    /// <summary>The most that one call lists, replays or discards.</summary>
    public const int MaxPage = 500;

    /// <summary>Dead letters, newest first.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="limit">At most so many, up to <see cref="MaxPage"/>.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(
        string tenantId,
        DeadLetterFilter filter,
        int limit,
        DeadLetterCursor? after = null,
        CancellationToken cancellation = default) =>
        await database.Statement("list_dead_letters")
            .With("text", tenantId).With("text", filter.Queue).With("text", filter.Type).With("text", filter.Code)
            .With("timestamptz", filter.Since).With("timestamptz", filter.Before)
            .With("timestamptz", after?.DiedAt).With("uuid", after?.MessageId)
            .With("integer", Math.Clamp(limit, 1, MaxPage))
            .ListAsync(row => Read(row, tenantId), cancellation);

    /// <summary>Why each attempt failed, oldest first.</summary>
    public async Task<IReadOnlyList<FailedAttempt>> FailuresAsync(
        string tenantId, MessageId messageId, CancellationToken cancellation = default) =>
        await database.Statement("list_failures").With("uuid", messageId).With("text", tenantId).ListAsync(
            row => new FailedAttempt(row.GetInt32(0), row.Time(1), row.IsDBNull(2) ? null : row.GetGuid(2),
                row.GetString(3), row.GetString(4), row.Text(5)),
            cancellation);

    /// <summary>What people did, oldest first. The oldest edit holds the body as it arrived.</summary>
    public async Task<IReadOnlyList<Intervention>> InterventionsAsync(
        string tenantId, MessageId messageId, CancellationToken cancellation = default) =>
        await database.Statement("list_interventions").With("uuid", messageId).With("text", tenantId).ListAsync(
            row => new Intervention(
                row.GetString(0), row.Time(1), row.GetString(2), row.GetString(3), row.Bytes(4) ?? row.Bytes(5)),
            cancellation);

    /// <summary>
    /// Replaces the body, and the type when one is given. False: no such dead letter. It stays dead until it is
    /// replayed.
    /// </summary>
    public async Task<bool> EditAsync(
        string tenantId,
        MessageId messageId,
        MessageBody body,
        string? type,
        string by,
        string reason,
        CancellationToken cancellation = default) =>
        (await database.Statement("edit_dead_letter")
            .With("uuid", messageId).With("text", tenantId).With("json", body.ToString()).With("text", type)
            .With("timestamptz", clock.GetCurrentInstant()).With("text", by).With("text", reason)
            .ListAsync(row => row.GetGuid(0), cancellation)).Count == 1;

    /// <summary>
    /// Sends dead letters through their queues again, with all attempts before them. Answers those that were sent:
    /// what is not dead, not this tenant's, or not readable yet stays where it is.
    /// </summary>
    public async Task<IReadOnlyList<MessageId>> ReplayAsync(
        string tenantId,
        IReadOnlyCollection<MessageId> messageIds,
        string by,
        string reason,
        CancellationToken cancellation = default)
    {
        var replayed = await Decide("replay_dead_letters", tenantId, messageIds, by, reason)
            .ListAsync(row => (Id: new MessageId(row.GetGuid(0)), Queue: row.GetString(1)), cancellation);
        foreach (var queue in replayed.Select(message => message.Queue).Distinct(StringComparer.Ordinal))
        {
            hints.Raise(queue);
        }

        return [.. replayed.Select(message => message.Id)];
    }

    /// <summary>
    /// Replays everything that fits the filter now, and nothing that dies meanwhile. Answers how many.
    /// </summary>
    public async Task<int> ReplayAllAsync(
        string tenantId, DeadLetterFilter filter, string by, string reason, CancellationToken cancellation = default)
    {
        var (replayed, now) = (0, clock.GetCurrentInstant());
        var until = filter with { Before = filter.Before is { } before ? Instant.Min(before, now) : now };
        DeadLetterCursor? after = null;
        while (await ListAsync(tenantId, until, MaxPage, after, cancellation) is { Count: > 0 } page)
        {
            var ids = page.Select(letter => letter.MessageId).ToArray();
            replayed += (await ReplayAsync(tenantId, ids, by, reason, cancellation)).Count;
            after = new(page[^1].DiedAt, page[^1].MessageId);
        }

        return replayed;
    }

    /// <summary>Gives dead letters up. Answers those that were.</summary>
    public async Task<IReadOnlyList<MessageId>> DiscardAsync(
        string tenantId,
        IReadOnlyCollection<MessageId> messageIds,
        string by,
        string reason,
        CancellationToken cancellation = default) =>
        await Decide("discard_dead_letters", tenantId, messageIds, by, reason)
            .ListAsync(row => new MessageId(row.GetGuid(0)), cancellation);

    /// <summary>Messages that reused an id with another body, newest first.</summary>
    public async Task<IReadOnlyList<ConflictingMessage>> ConflictsAsync(
        string tenantId, int limit, CancellationToken cancellation = default) =>
        await database.Statement("list_conflicts").With("text", tenantId).With("integer", Math.Clamp(limit, 1, MaxPage))
            .ListAsync(
                row => new ConflictingMessage(new(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetString(3),
                    row.GetString(4), row.Bytes(6) ?? row.Bytes(7)!, row.Time(8)),
                cancellation);

    private NpgsqlCommand Decide(
        string operation, string tenantId, IReadOnlyCollection<MessageId> messageIds, string by, string reason) =>
        database.Statement(operation)
            .With("uuid[]", messageIds.Select(id => id.Value).ToArray()).With("text", tenantId)
            .With("timestamptz", clock.GetCurrentInstant()).With("text", by).With("text", reason);

    private static DeadLetter Read(NpgsqlDataReader row, string tenantId) => new()
    {
        MessageId = new(row.GetGuid(0)),
        Queue = row.GetString(1),
        Envelope = MessageHeaders.Read(
            new()
            {
                TenantId = tenantId,
                Source = row.GetString(2),
                Id = row.GetString(3),
                Type = row.GetString(4),
                Subject = row.Text(5),
                CorrelationId = row.Text(6),
                CausationId = row.Text(7),
                Time = row.TimeOrNull(8),
                Body = row.Bytes(10) is { } body ? MessageBody.Trusted(body) : MessageBody.Null,
                Attempts = row.GetInt32(12),
            },
            row.Text(9)),
        Raw = row.Bytes(11),
        AcceptedAt = row.Time(13),
        DiedAt = row.Time(14),
        Code = row.GetString(15),
        Detail = row.Text(16),
    };
}
