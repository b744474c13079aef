using Attribution.EventStore.Projections;
using Attribution.EventStore.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Daemon;

/// <summary>Some events of the log for one projection.</summary>
/// <param name="Events">Those it applies, in order.</param>
/// <param name="Read">How many events of any type there were.</param>
/// <param name="LastPosition">The position of the last of them; the position asked for when there were none.</param>
/// <param name="Obstacle">The event behind them that nobody here can read; null when there is none.</param>
internal sealed record LogPage(
    IReadOnlyList<RecordedEvent> Events, int Read, long LastPosition, UnreadableEvent? Obstacle)
{
    /// <summary>Reads what lies behind a position. The content of events that the projection leaves aside stays in the
    /// database; their types are read, because a type that is unknown must not be passed over.</summary>
    internal static async Task<LogPage> ReadAsync(
        NpgsqlConnection connection, Projection projection, IReadOnlySet<string> known, long after, int limit,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get("read_page"), connection);
        command.Parameters.Add(Parameters.Of(after, NpgsqlDbType.Bigint));
        command.Parameters.Add(Parameters.Array(NpgsqlDbType.Text, projection.EventTypes.ToArray()));
        command.Parameters.Add(Parameters.Of((long)limit, NpgsqlDbType.Bigint));
        command.Parameters.Add(Parameters.Of(projection.ReadsMetadata, NpgsqlDbType.Boolean));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var events = new List<RecordedEvent>();
        var (read, last) = (0, after);
        while (await row.ReadAsync(cancellation))
        {
            var stored = EventRow.ReadForProjection(row, bare: !projection.ReadsMetadata);
            if (!known.Contains(stored.Type))
            {
                return new LogPage(events, read, last, UnreadableEvent.UnknownType(stored));
            }

            if (projection.EventTypes.Contains(stored.Type))
            {
                events.Add(stored);
            }

            (read, last) = (read + 1, stored.Position);
        }

        return new LogPage(events, read, last, null);
    }

    /// <summary>The same events in two pages, so that one among them can be found that the database refuses.</summary>
    internal IEnumerable<LogPage> Halves()
    {
        var half = Events.Count / 2;
        yield return new LogPage([.. Events.Take(half)], half, Events[half - 1].Position, null);
        yield return new LogPage([.. Events.Skip(half)], Read - half, LastPosition, Obstacle);
    }

    /// <summary>The page as a projection's fold; it ends before the first event that the projection cannot
    /// read.</summary>
    internal (LogPage Page, ProjectionPage Fold) Begin(Projection projection)
    {
        var fold = projection.NewPage();
        for (var at = 0; at < Events.Count; at++)
        {
            try
            {
                fold.Add(Events[at]);
            }
            catch (UnreadableEvent obstacle)
            {
                // Everything before it is applied; the projection's position then stands right in front of it.
                return (new LogPage([.. Events.Take(at)], at, Events[at].Position - 1, obstacle), fold);
            }
        }

        return (this, fold);
    }
}
