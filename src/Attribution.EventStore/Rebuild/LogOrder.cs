using Attribution.EventStore.Daemon;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;
using Npgsql;

namespace Attribution.EventStore.Rebuild;

/// <summary>Brings the shadow tables forward in the order of the log, by the same pages that the daemon
/// applies.</summary>
internal sealed class LogOrder(RebuildWork work, NpgsqlConnection connection)
{
    private const string PageBegin = "page_begin";

    /// <summary>Takes in events until less than a page of them is left, a transaction for each page.</summary>
    /// <returns>The position of the last event taken in.</returns>
    internal async Task<long> CatchUpAsync(long position, CancellationToken cancellation)
    {
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var page = await ReadAsync(position, cancellation);
            await ApplyAsync(transaction, page, cancellation);
            await transaction.CommitAsync(cancellation);
            position = page.LastPosition;
            if (page.Read < work.Options.PageEventsMax)
            {
                return position;
            }
        }
    }

    /// <summary>Takes in all that is left, inside a transaction that keeps commits waiting.</summary>
    /// <returns>The position of the last event there is.</returns>
    internal async Task<long> FinishAsync(NpgsqlTransaction transaction, long position, CancellationToken cancellation)
    {
        while (true)
        {
            var page = await ReadAsync(position, cancellation);
            await ApplyAsync(transaction, page, cancellation);
            position = page.LastPosition;
            if (page.Read == 0)
            {
                return position;
            }
        }
    }

    private Task<LogPage> ReadAsync(long position, CancellationToken cancellation) =>
        LogPage.ReadAsync(connection, work.Projection, work.Known, position, work.Options.PageEventsMax, cancellation);

    /// <summary>Applies a page; when the database refuses what comes of it, its halves, so that only the culprit is
    /// parked.</summary>
    private async Task ApplyAsync(NpgsqlTransaction transaction, LogPage read, CancellationToken cancellation)
    {
        var (page, fold) = read.Begin(work.Projection);
        if (page.Obstacle is { } obstacle)
        {
            throw obstacle;
        }

        await transaction.SaveAsync(PageBegin, cancellation);
        try
        {
            await PageCommit.ApplyAsync(
                connection, ViewStatements.ShadowSchema, fold, late: false, _ => [], cancellation);
            work.Fail(fold.Failures.All);
            work.Counter.Add(page.Read);
        }
        catch (PostgresException refusal) when (ProjectionFaults.IsAboutContent(refusal) && page.Events.Count > 0)
        {
            await transaction.RollbackAsync(PageBegin, cancellation);
            await ApplyInPartsAsync(transaction, page, refusal, cancellation);
        }
    }

    private async Task ApplyInPartsAsync(
        NpgsqlTransaction transaction, LogPage page, PostgresException refusal, CancellationToken cancellation)
    {
        if (page.Events.Count == 1)
        {
            work.Fail([new FailedEvent(page.Events[0], refusal)]);
            work.Counter.Add(page.Read);
            return;
        }

        foreach (var half in page.Halves())
        {
            await ApplyAsync(transaction, half, cancellation);
        }
    }
}
