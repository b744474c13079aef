using Attribution.App.Access;
using Attribution.App.StixImport;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Taxii.Feeds;

/// <summary>Keeps what is to be sent to the collections of feeds, and what became of it.</summary>
internal sealed class TaxiiPushes(CallerReads reads, NpgsqlDataSource writer, IClock clock)
{
    /// <summary>Asks for campaigns to be sent.</summary>
    internal async Task AskAsync(
        Principal caller,
        Guid id,
        (TaxiiFeed Feed, IReadOnlyList<Guid> Campaigns, Tlp Ceiling) wanted,
        CancellationToken cancellation)
    {
        await using var command = writer.CreateCommand(SqlText.Get("insert_taxii_push"));
        command.Parameters.AddOptional(wanted.Feed.Tenant.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional(id, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(wanted.Feed.Id, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(wanted.Campaigns.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        command.Parameters.AddTime(clock.GetCurrentInstant());
        command.Parameters.AddOptional(caller.Subject, NpgsqlDbType.Text);
        command.Parameters.AddOptional(wanted.Feed.Organisation.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional((int)wanted.Ceiling, NpgsqlDbType.Integer);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The latest pushes to a feed that the caller may see, or the one of them with an id.</summary>
    internal Task<List<TaxiiPushView>> ListAsync(
        Principal caller, Guid feed, Guid? id, CancellationToken cancellation) => reads.ListAsync(
            caller,
            "list_taxii_pushes",
            own =>
            {
                own.AddOptional(feed, NpgsqlDbType.Uuid);
                own.AddOptional(id, NpgsqlDbType.Uuid);
            },
            row => ReadView(row, TheirWords.MayRead(caller)),
            cancellation);

    /// <summary>Campaigns to send now; null when none are due.</summary>
    internal async Task<TakenPush?> TakeAsync(CancellationToken cancellation)
    {
        var (now, lease) = (clock.GetCurrentInstant(), Guid.NewGuid());
        await using var command = writer.CreateCommand(SqlText.Get("take_taxii_push"));
        command.Parameters.AddTime(now);
        command.Parameters.AddOptional(lease, NpgsqlDbType.Uuid);
        command.Parameters.AddTime(now + FeedLeases.Lease);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return (await row.ListAsync(taken => ReadTaken(taken, lease), cancellation)).SingleOrDefault();
    }

    /// <summary>Which of these objects the server has, each with the fingerprint of what it took.</summary>
    internal async Task<Dictionary<ObjectKey, string>> FindAcceptedAsync(
        TaxiiFeed feed, IEnumerable<string> ids, CancellationToken cancellation)
    {
        await using var command = writer.CreateCommand(SqlText.Get("list_taxii_accepted"));
        command.Parameters.AddOptional(feed.Tenant.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional(feed.Id, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(ids.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = await row.ListAsync(
            sent => (new ObjectKey(sent.GetString(0), sent.Time(1)), sent.GetString(2)), cancellation);
        return found.ToDictionary();
    }

    /// <summary>Keeps what became of objects; false when the push is another node's by now, or is gone.</summary>
    internal async Task<bool> KeepAsync(
        TakenPush push, IReadOnlyList<SentObject> sent, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var command = writer.CreateCommand(SqlText.Get("put_taxii_sent"));
        command.Parameters.AddOptional(push.Feed.Tenant.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional(push.Feed.Id, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(push.Id, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(push.Lease, NpgsqlDbType.Uuid);
        command.Parameters.AddTime(now);
        command.Parameters.AddTime(now + FeedLeases.Lease);
        AddTexts(sent.Select(one => one.Key.Id));
        command.Parameters.AddOptional(
            sent.Select(one => one.Key.Version.ToDateTimeUtc()).ToArray(),
            NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);
        AddTexts(sent.Select(one => one.Fingerprint));
        AddTexts(sent.Select(one => Spelling.Of(one.Result)));
        AddTexts(sent.Select(one => Storable.Text(one.Message)));
        return await command.ExecuteNonQueryAsync(cancellation) == sent.Count;

        void AddTexts(IEnumerable<string?> texts) =>
            command.Parameters.AddOptional(texts.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Varchar);
    }

    /// <summary>Gives a push back.</summary>
    internal async Task EndAsync(TakenPush push, PushEnd end, CancellationToken cancellation)
    {
        await using var command = writer.CreateCommand(SqlText.Get("end_taxii_push"));
        command.Parameters.AddOptional(push.Feed.Tenant.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional(push.Id, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(push.Lease, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(end.Counts ? 1 : 0, NpgsqlDbType.Integer);
        command.Parameters.AddTime(end.RetryAt);
        command.Parameters.AddTime(end.RetryAt is null ? clock.GetCurrentInstant() : null);
        command.Parameters.AddOptional(end.Failure?.Code, NpgsqlDbType.Varchar);
        command.Parameters.AddOptional(end.Failure?.Message, NpgsqlDbType.Varchar);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static TakenPush ReadTaken(NpgsqlDataReader row, Guid lease) => new(
        FeedRows.Feed(row),
        row.GetGuid(11),
        lease,
        [.. row.GetFieldValue<Guid[]>(12)],
        (Tlp)row.GetInt32(13),
        row.GetInt32(14));

    private static TaxiiPushView ReadView(NpgsqlDataReader row, bool withWords)
    {
        var (ids, results, messages) = (FeedRows.Texts(row, 12), FeedRows.Texts(row, 13), FeedRows.Texts(row, 14));
        return new TaxiiPushView(
            row.GetGuid(0),
            row.GetFieldValue<Guid[]>(1),
            (Tlp)row.GetInt32(2),
            row.Time(3),
            row.GetString(4),
            row.GetInt32(5),
            row.TimeOrNull(6),
            row.TimeOrNull(7),
            row.TextOrNull(8),
            withWords ? row.TextOrNull(9) : null,
            row.GetInt64(10),
            row.GetInt64(11),
            [.. ids.Select((id, place) => new TaxiiPushLoss(
                id, Spelling.Read<TaxiiSendResult>(results[place]), withWords ? messages[place] : ""))]);
    }
}
