using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Stix.Taxii;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Taxii.Feeds;

/// <summary>Takes feeds that are due, one node at a time each, and gives them back with what came of it.</summary>
internal sealed class FeedLeases(NpgsqlDataSource writer, IClock clock)
{
    /// <summary>Longer than one page can take; a node that was killed holds a feed up for so long.</summary>
    internal static readonly Duration Lease = Duration.FromMinutes(10);

    /// <summary>A feed to read now; null when none is due.</summary>
    internal async Task<TakenFeed?> TakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var lease = Guid.NewGuid();
        await using var command = writer.CreateCommand(SqlText.Get("take_taxii_feed"));
        command.Parameters.AddTime(now);
        command.Parameters.AddOptional(lease, NpgsqlDbType.Uuid);
        command.Parameters.AddTime(now + Lease);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return (await row.ListAsync(taken => Read(taken, lease), cancellation)).SingleOrDefault();
    }

    /// <summary>Keeps what came with a page; false when the feed is another node's by now, or is gone.</summary>
    internal async Task<bool> KeepAsync(TakenFeed feed, PageCount page, CancellationToken cancellation)
    {
        await using var command = Command("save_taxii_page", feed);
        command.Parameters.AddTime(clock.GetCurrentInstant() + Lease);
        command.Parameters.AddOptional(page.Received, NpgsqlDbType.Bigint);
        command.Parameters.AddOptional(page.Refused, NpgsqlDbType.Bigint);
        command.Parameters.AddOptional(page.Import, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(page.Remarks.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Varchar);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Gives a feed back.</summary>
    internal async Task EndAsync(TakenFeed feed, PollEnd end, CancellationToken cancellation)
    {
        await using var command = Command("end_taxii_poll", feed);
        command.Parameters.AddTime(clock.GetCurrentInstant());
        command.Parameters.AddOptional(end.Failure?.Code, NpgsqlDbType.Varchar);
        command.Parameters.AddOptional(end.Failure?.Message, NpgsqlDbType.Varchar);
        command.Parameters.AddTime(end.Failure is { } failure
            ? clock.GetCurrentInstant() + failure.Rest(feed.FailuresInARow + 1)
            : null);
        command.Parameters.AddOptional(end.HasCaughtUp, NpgsqlDbType.Boolean);
        command.Parameters.AddOptional(end is { Failure: null, HasCaughtUp: false }, NpgsqlDbType.Boolean);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Gives a feed back, for another node to go on.</summary>
    internal async Task ReleaseAsync(TakenFeed feed)
    {
        await using var command = Command("release_taxii_feed", feed);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private NpgsqlCommand Command(string statement, TakenFeed feed)
    {
        var command = writer.CreateCommand(SqlText.Get(statement));
        command.Parameters.AddOptional(feed.Feed.Tenant.Value, NpgsqlDbType.Text);
        command.Parameters.AddOptional(feed.Feed.Id, NpgsqlDbType.Uuid);
        command.Parameters.AddOptional(feed.Lease, NpgsqlDbType.Uuid);
        return command;
    }

    private static TakenFeed Read(NpgsqlDataReader row, Guid lease) => new(
        FeedRows.Feed(row),
        lease,
        row.GetInt32(11),
        row.GetGuid(12),
        new TaxiiCursor(
            row.TextOrNull(13), row.TextOrNull(14), row.TextOrNull(15), row.TextOrNull(16), row.TextOrNull(17)),
        row.TextOrNull(18));
}

/// <summary>A feed that this node reads now.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Lease">By which the database knows that it is still this node's.</param>
/// <param name="FailuresInARow">How often it has failed.</param>
/// <param name="CursorId">Under which its cursor is stored.</param>
/// <param name="Cursor">Where to go on.</param>
/// <param name="PageHash">Of the page that was stored last.</param>
internal sealed record TakenFeed(
    TaxiiFeed Feed, Guid Lease, int FailuresInARow, Guid CursorId, TaxiiCursor Cursor, string? PageHash);

/// <summary>What came with a page, and what was odd since the poll began.</summary>
internal sealed record PageCount(long Received, long Refused, Guid? Import, IReadOnlyCollection<string> Remarks);

/// <summary>How a poll ended.</summary>
internal sealed record PollEnd(bool HasCaughtUp, FeedFailure? Failure);
