using Attribution.EventStore.Writing;
using NodaTime;
using Npgsql;

namespace Attribution.EventStore.Bulk;

/// <summary>
/// Stores whole new streams by COPY. Each chunk takes the writer's turn like any group of commits, so that the order of
/// positions stays the order of commits, and signs the ledger, so that a lost answer can be resolved.
/// </summary>
internal sealed class BulkLoader(NpgsqlDataSource source, EventLogOptions options, TimeProvider time, IClock clock)
{
    internal async Task<BulkProgress> LoadAsync(
        IAsyncEnumerable<NewStream> streams, IProgress<BulkProgress>? progress, CancellationToken cancellation)
    {
        var stored = new BulkProgress(0, 0, 0);
        await using var input = streams.GetAsyncEnumerator(cancellation);
        var next = ReadChunk(input);
        try
        {
            while (await next is { } chunk)
            {
                // The next chunk is made while this one is stored.
                next = ReadChunk(input);
                var last = await StoreAsync(chunk, stored, cancellation);
                stored = new BulkProgress(stored.Streams + chunk.Streams.Count, stored.Events + chunk.Events, last);
                progress?.Report(stored);
            }
        }
        finally
        {
            // The input can only be closed when nobody reads it any more.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return stored;
    }

    private Task<BulkChunk?> ReadChunk(IAsyncEnumerator<NewStream> input) =>
        Task.Run(() => BulkChunk.ReadAsync(input, options.BulkEventsMax));

    /// <summary>Stores a chunk, although the connection may be lost on the way.</summary>
    /// <returns>The position of its last event.</returns>
    private async Task<long> StoreAsync(BulkChunk chunk, BulkProgress stored, CancellationToken cancellation)
    {
        if (chunk.Repeated is { } repeated)
        {
            throw BulkRefusal.Repeated(repeated, stored);
        }

        var began = time.GetTimestamp();
        Guid? unanswered = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                if (unanswered is { } lost && await SettleAsync(connection, lost, cancellation) is { } outcome)
                {
                    return outcome.FirstPositions[0];
                }

                unanswered = null;
                var id = Guid.CreateVersion7();
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                var (existing, last) = await new BulkTransaction(transaction, chunk)
                    .CopyAsync(id, Microseconds.ToDateTime(clock.GetCurrentInstant()), cancellation);
                if (existing is { } known)
                {
                    throw BulkRefusal.Existing(known, stored);
                }

                unanswered = id;
                await transaction.CommitAsync(CancellationToken.None);
                return last;
            }
            catch (PostgresException refusal) when (!WriterFaults.MeansDatabaseIsAway(refusal))
            {
                throw BulkRefusal.Content(refusal, chunk, stored);
            }
            catch (Exception error)
                when (WriterFaults.MeansDatabaseIsAway(error) && !cancellation.IsCancellationRequested)
            {
                if (time.GetElapsedTime(began) > options.UnavailableAfter)
                {
                    var inDoubt = unanswered is not null;
                    throw new BulkLoadStopped(WriterFaults.Explain(error, inDoubt), stored, null, inDoubt, error);
                }

                await Task.Delay(WriterFaults.PauseBeforeAttempt(attempt), time, cancellation);
            }
        }
    }

    private Task<GroupOutcome?> SettleAsync(
        NpgsqlConnection connection, Guid attempt, CancellationToken cancellation) =>
        GroupLedger.SettleAsync(
            connection,
            attempt,
            clock.GetCurrentInstant(),
            WriterSession.Seconds(options.UnavailableAfter),
            cancellation);
}
