using Attribution.EventStore.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Projections;

/// <summary>The streams of a page, folded up to its events: what is stored of a stream before the page is read once and
/// forgotten with the page, so that memory does not grow with the log.</summary>
internal sealed class FoldedStreams
{
    private readonly Dictionary<StreamId, FoldedStream> _streams = [];

    /// <summary>The stream of an event that joins the page.</summary>
    internal FoldedStream<TView, TEvent> Meet<TView, TEvent>(
        RecordedEvent stored, ViewProjection<TView, TEvent> documents)
        where TView : class
        where TEvent : class
    {
        if (!_streams.TryGetValue(stored.Stream, out var known))
        {
            _streams.Add(stored.Stream, known = new FoldedStream<TView, TEvent>(documents, stored.Version));
        }

        return (FoldedStream<TView, TEvent>)known;
    }

    /// <summary>Reads what the streams were before the page.</summary>
    internal async Task LoadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var begun = _streams.Where(stream => stream.Value.FirstVersion > 1).ToArray();
        if (begun.Length == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(SqlText.Get("read_earlier_events"), connection);
        command.Parameters.Add(Parameters.Array(
            NpgsqlDbType.Text, begun.Select(stream => stream.Key.TenantId).ToArray()));
        command.Parameters.Add(Parameters.Array(NpgsqlDbType.Uuid, begun.Select(stream => stream.Key.Value).ToArray()));
        command.Parameters.Add(Parameters.Array(
            NpgsqlDbType.Bigint, begun.Select(stream => stream.Value.FirstVersion).ToArray()));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var stored = EventRow.ReadForProjection(row, bare: false);
            _streams[stored.Stream].Take(stored);
        }
    }
}

/// <summary>A stream on its way through a page.</summary>
/// <param name="firstVersion">The version of its first event in the page.</param>
internal abstract class FoldedStream(long firstVersion)
{
    internal long FirstVersion => firstVersion;

    /// <summary>Folds an event that lies before the page.</summary>
    internal abstract void Take(RecordedEvent stored);
}

/// <inheritdoc/>
internal sealed class FoldedStream<TView, TEvent>(ViewProjection<TView, TEvent> documents, long firstVersion)
    : FoldedStream(firstVersion)
    where TView : class
    where TEvent : class
{
    /// <summary>The document after the events taken so far; null before the first.</summary>
    internal TView? View { get; private set; }

    internal void Take(TEvent happened, RecordedEvent stored) => View = documents.Evolve(View, happened, stored);

    /// <summary>An event that its own page could not apply is parked there and changes nothing here either.</summary>
    internal override void Take(RecordedEvent stored)
    {
        var happened = documents.Events.Read(stored);
        new FailedEvents().Try(stored, () => Take(happened, stored));
    }
}
