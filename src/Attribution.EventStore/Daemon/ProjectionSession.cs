using Attribution.EventStore.Projections;
using Attribution.EventStore.Rebuild;
using Attribution.EventStore.Views;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Daemon;

/// <summary>
/// The one connection in the world that runs a projection: it holds the lease, and it commits the projection's work. So
/// whoever can commit holds the lease, and losing the connection is losing the lease: no clock is involved, and no
/// process can go on in the belief that it still has it. The position is compared when it is moved, so that even a
/// lease lost in a way nobody thought of applies nothing twice.
/// </summary>
internal sealed class ProjectionSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly Projection _projection;

    private ProjectionSession(NpgsqlConnection connection, Projection projection) =>
        (_connection, _projection) = (connection, projection);

    /// <summary>Takes the lease, and clears away what a rebuild left that died; null when another session has the
    /// lease.</summary>
    internal static async Task<ProjectionSession?> TryTakeAsync(
        NpgsqlDataSource sessions, Projection projection, CancellationToken cancellation)
    {
        var connection = await sessions.OpenConnectionAsync(cancellation);
        var session = new ProjectionSession(connection, projection);
        try
        {
            if (await session.TryLeaseAsync(cancellation))
            {
                await ShadowTables.DropLeftOversAsync(connection, projection, cancellation);
                return session;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>The position up to which everything has been applied.</summary>
    internal async Task<long> ReadPositionAsync(CancellationToken cancellation)
    {
        await using var start = new NpgsqlCommand(SqlText.Get("start_progress"), _connection);
        start.Parameters.Add(Parameters.Of(_projection.ProgressName, NpgsqlDbType.Text));
        await start.ExecuteNonQueryAsync(cancellation);
        return (await Progress.ReadAsync(_connection, [_projection], cancellation))[_projection.Name];
    }

    /// <summary>Reads the events behind a position.</summary>
    internal Task<LogPage> ReadPageAsync(
        IReadOnlySet<string> known, long after, int limit, CancellationToken cancellation) =>
        LogPage.ReadAsync(_connection, _projection, known, after, limit, cancellation);

    /// <summary>Applies a page and moves the position on, in one transaction.</summary>
    /// <exception cref="ProgressMoved">The projection is not where the page begins; nothing was stored.</exception>
    internal async Task CommitAsync(
        long from, long to, ProjectionPage page, Instant now, CancellationToken cancellation)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellation);
        await AdvanceAsync(from, to, cancellation);
        await PageCommit.ApplyAsync(
            _connection,
            ViewStatements.LiveSchema,
            page,
            late: false,
            failures => failures.Select(failed => DeadLetterDocument.Upsert(ParkedEvent.Of(_projection, failed, now))),
            cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Moves the position past one event, and parks the event.</summary>
    /// <exception cref="ProgressMoved">The projection is not where the page begins; nothing was stored.</exception>
    internal Task ParkAsync(long from, long to, FailedEvent failed, Instant now, CancellationToken cancellation)
    {
        var page = new EmptyPage();
        page.Failures.Add(failed);
        return CommitAsync(from, to, page, now, cancellation);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task AdvanceAsync(long from, long to, CancellationToken cancellation)
    {
        await using var advance = new NpgsqlCommand(SqlText.Get("advance_progress"), _connection);
        advance.Parameters.Add(Parameters.Of(_projection.ProgressName, NpgsqlDbType.Text));
        advance.Parameters.Add(Parameters.Of(from, NpgsqlDbType.Bigint));
        advance.Parameters.Add(Parameters.Of(to, NpgsqlDbType.Bigint));
        if (await advance.ExecuteNonQueryAsync(cancellation) == 0)
        {
            throw new ProgressMoved();
        }
    }

    private async Task<bool> TryLeaseAsync(CancellationToken cancellation)
    {
        await using var lease = new NpgsqlCommand(SqlText.Get("try_lease"), _connection);
        lease.Parameters.Add(Parameters.Of(_projection.ProgressName, NpgsqlDbType.Text));
        return (bool)(await lease.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>No events, just the failures that were put into it.</summary>
    private sealed class EmptyPage : ProjectionPage
    {
        internal override void Add(RecordedEvent stored) => throw new System.Diagnostics.UnreachableException();

        internal override IReadOnlyList<Rows.RowSet> Fold(bool late = false) => [];
    }
}

/// <summary>Somebody moved the projection's position meanwhile, as the end of a rebuild does: read it again and go
/// on.</summary>
internal sealed class ProgressMoved() : Exception("The projection's position was moved meanwhile.");
