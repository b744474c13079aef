using System.Collections.Immutable;
using Attribution.EventStore.Rows;
using Npgsql;

namespace Attribution.EventStore.Projections;

/// <summary>
/// Rows of any tables, made of one event at a time: the edges of a graph, the lines of a search index. An event may be
/// applied again after a fault, so its rows are upserts and deletions, never insertions.
/// </summary>
/// <param name="name">Names it for ever.</param>
/// <param name="tables">The tables that are its own; a rebuild makes them anew. Each has a key.</param>
public sealed class RowProjection(string name, params ImmutableArray<RowTable> tables) : Projection(name)
{
    private readonly Dictionary<string, Func<RecordedEvent, FoldedStreams, Func<IEnumerable<RowSet>>>> _readers =
        new(StringComparer.Ordinal);

    internal override ImmutableArray<RowTable> Tables { get; } = tables;

    /// <summary>Reads the events of one hierarchy.</summary>
    /// <param name="events">Their names in storage.</param>
    /// <param name="rows">The rows of an event; none for an event that changes none. Pure.</param>
    /// <param name="only">Just these types of the hierarchy; null for all.</param>
    /// <exception cref="ArgumentException">A name is read already, or <paramref name="only"/> has one that is
    /// unknown.</exception>
    public RowProjection On<TEvent>(
        EventTypes<TEvent> events,
        Func<TEvent, RecordedEvent, IEnumerable<RowSet>> rows,
        IReadOnlyCollection<string>? only = null)
        where TEvent : class
    {
        Read(events, only);
        foreach (var type in only ?? events.Names)
        {
            _readers.Add(type, (stored, _) =>
            {
                var happened = events.Read(stored);
                return () => rows(happened, stored);
            });
        }

        return this;
    }

    /// <summary>Reads the events of one kind of stream, whose rows depend on what the stream was before them.</summary>
    /// <param name="documents">What a stream is folded into.</param>
    /// <param name="rows">The rows of an event, given the document before it, null before the first. Pure.</param>
    public RowProjection On<TView, TEvent>(
        ViewProjection<TView, TEvent> documents,
        Func<TView?, TEvent, RecordedEvent, IEnumerable<RowSet>> rows)
        where TView : class
        where TEvent : class
    {
        Read(documents.Events, only: null);
        foreach (var type in documents.Events.Names)
        {
            _readers.Add(type, (stored, streams) =>
            {
                var happened = documents.Events.Read(stored);
                var stream = streams.Meet(stored, documents);
                return () =>
                {
                    var before = stream.View;
                    stream.Take(happened, stored);
                    return rows(before, happened, stored);
                };
            });
        }

        return this;
    }

    internal override ProjectionPage NewPage() => new Page(this);

    private RowSet Checked(RowSet set)
    {
        if (set.Change is RowChange.Insert or RowChange.ExpectNone)
        {
            throw new InvalidOperationException(
                $"{Name} refuses rows of {set.Table.Name}: an event that is applied again would fail. Upsert instead.");
        }

        return Tables.Any(table => table.Name == set.Table.Name)
            ? set
            : throw new InvalidOperationException(
                $"{Name} changes {set.Table.Name}, which is not among its tables: a rebuild would leave it as it is.");
    }

    private sealed class Page(RowProjection projection) : ProjectionPage
    {
        private readonly List<(RecordedEvent Event, Func<IEnumerable<RowSet>> Rows)> _steps = [];
        private readonly FoldedStreams _streams = new();

        internal override void Add(RecordedEvent stored) =>
            _steps.Add((stored, projection._readers[stored.Type](stored, _streams)));

        internal override Task LoadAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation) =>
            _streams.LoadAsync(connection, cancellation);

        internal override IReadOnlyList<RowSet> Fold(bool late = false)
        {
            var sets = new List<RowSet>();
            foreach (var (stored, rows) in _steps)
            {
                // All rows of an event or none.
                Failures.Try(
                    stored,
                    () => sets.AddRange(rows().Where(set => set.Count > 0).Select(projection.Checked).ToArray()));
            }

            return sets;
        }
    }
}
