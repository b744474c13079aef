using System.Collections.Concurrent;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Reading;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Rebuild;

/// <summary>
/// Fills the shadow of a projection that makes one document of each stream: reads the events in the order of streams
/// and versions, so that a stream is folded, written and forgotten before the next one begins. Twice as fast as the
/// order of the log, in a fifth of the memory. Parts of the streams are shared out among workers.
/// </summary>
internal sealed class StreamOrder(RebuildWork work, long upTo)
{
    private const int CountEvery = 1000;

    /// <summary>Fills the shadow table with what the events up to the position make.</summary>
    /// <exception cref="UnreadableEvent">This program cannot read one of them.</exception>
    internal async Task FillAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var parts = new ConcurrentQueue<Part>(await SplitAsync(connection, cancellation));
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(Enumerable.Range(0, work.Options.Workers).Select(_ => Task.Run(async () =>
        {
            try
            {
                await FoldPartsAsync(parts, failed.Token);
            }
            catch
            {
                // The others need not finish what will be thrown away.
                await failed.CancelAsync();
                throw;
            }
        }, CancellationToken.None)));
    }

    private async Task<List<Part>> SplitAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("split_streams"), connection);
        command.Parameters.Add(Parameters.Of((long)work.Options.PartEventsMax, NpgsqlDbType.Bigint));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var parts = new List<Part>();
        while (await row.ReadAsync(cancellation))
        {
            parts.Add(new(new(row.GetString(0), row.GetGuid(1)), new(row.GetString(2), row.GetGuid(3))));
        }

        return parts;
    }

    private async Task FoldPartsAsync(ConcurrentQueue<Part> parts, CancellationToken cancellation)
    {
        await using var reading = await work.Sessions.OpenConnectionAsync(cancellation);
        await using var writing = await work.Sessions.OpenConnectionAsync(cancellation);
        while (parts.TryDequeue(out var part))
        {
            var fold = work.Projection.NewStreamFold()!;
            await using var copy = new DocumentCopy(writing);
            await FoldAsync(reading, part, fold, copy, cancellation);
            await copy.WriteAsync(fold.TakeRest(), cancellation);
            await copy.CompleteAsync(cancellation);
            work.Fail(fold.Failures.All);
        }
    }

    private async Task FoldAsync(
        NpgsqlConnection reading, Part part, StreamFold fold, DocumentCopy copy, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("read_streams"), reading);
        command.Parameters.Add(Parameters.Array(NpgsqlDbType.Text, work.Projection.EventTypes.ToArray()));
        command.Parameters.Add(Parameters.Of(part.First.TenantId, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.Of(part.First.Value, NpgsqlDbType.Uuid));
        command.Parameters.Add(Parameters.Of(part.Last.TenantId, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.Of(part.Last.Value, NpgsqlDbType.Uuid));
        command.Parameters.Add(Parameters.Of(upTo, NpgsqlDbType.Bigint));
        command.Parameters.Add(Parameters.Of(work.Projection.ReadsMetadata, NpgsqlDbType.Boolean));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var uncounted = 0;
        while (await row.ReadAsync(cancellation))
        {
            var stored = EventRow.ReadForProjection(row, bare: !work.Projection.ReadsMetadata);
            if (work.Projection.EventTypes.Contains(stored.Type))
            {
                fold.Add(stored);
                await copy.WriteAsync(fold.TakeFinished(), cancellation);
            }
            else if (!work.Known.Contains(stored.Type))
            {
                throw UnreadableEvent.UnknownType(stored);
            }

            if (++uncounted == CountEvery)
            {
                work.Counter.Add(uncounted);
                uncounted = 0;
            }
        }

        work.Counter.Add(uncounted);
    }

    private sealed record Part(StreamId First, StreamId Last);
}

/// <summary>One COPY of rows into a shadow table, begun with the first of them.</summary>
internal sealed class DocumentCopy(NpgsqlConnection connection) : IAsyncDisposable
{
    private NpgsqlBinaryImporter? _importer;

    internal async ValueTask WriteAsync(RowSet? rows, CancellationToken cancellation)
    {
        if (rows is null)
        {
            return;
        }

        _importer ??= await BeginAsync(rows, cancellation);
        for (var at = 0; at < rows.Count; at++)
        {
            await _importer.StartRowAsync(cancellation);
            foreach (var column in rows.Columns)
            {
                await column.WriteAsync(_importer, at, cancellation);
            }
        }
    }

    /// <summary>Commits the rows; without this they are gone.</summary>
    internal async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        if (_importer is not null)
        {
            await _importer.CompleteAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_importer is not null)
        {
            await _importer.DisposeAsync();
        }
    }

    private async Task<NpgsqlBinaryImporter> BeginAsync(RowSet rows, CancellationToken cancellation)
    {
        var text = ViewStatements.Named("copy_documents", rows.Table, ViewStatements.ShadowSchema)
            .Replace(
                "/*columns*/", string.Join(", ", rows.Columns.Select(column => column.Name)), StringComparison.Ordinal);

        // Npgsql insists on the word COPY in front, where the file has its comment.
        return await connection.BeginBinaryImportAsync(
            text[text.IndexOf("copy ", StringComparison.Ordinal)..], cancellation);
    }
}
