using System.Collections.Immutable;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;

namespace Attribution.EventStore.Projections;

/// <summary>
/// Documents that are made of the events of several streams, each under the UUIDs that the event names, within the
/// event's tenant. The version of a document is the position of the last event in it.
/// </summary>
/// <typeparam name="TView">The document; immutable.</typeparam>
/// <param name="name">Names it for ever.</param>
/// <param name="table">Where its documents are.</param>
public sealed class MultiStreamProjection<TView>(string name, ViewTable<TView> table) : Projection(name)
    where TView : class
{
    private readonly Dictionary<string, Action<Page, RecordedEvent>> _readers = new(StringComparer.Ordinal);

    /// <summary>Where its documents are.</summary>
    public ViewTable<TView> Table { get; } = table;

    internal override ImmutableArray<RowTable> Tables => [Table.Table];

    /// <summary>Reads the events of one hierarchy.</summary>
    /// <param name="events">Their names in storage.</param>
    /// <param name="ids">The documents that an event changes; none for an event that changes none. Pure.</param>
    /// <param name="evolve">The document with an id after one more event; pure. It gets null when there is no document
    /// yet, and may answer null for no document.</param>
    /// <param name="only">Just these types of the hierarchy; null for all.</param>
    /// <exception cref="ArgumentException">A name is read already, or <paramref name="only"/> has one that is
    /// unknown.</exception>
    public MultiStreamProjection<TView> On<TEvent>(
        EventTypes<TEvent> events,
        Func<TEvent, RecordedEvent, IEnumerable<Guid>> ids,
        Func<Guid, TView?, TEvent, RecordedEvent, TView?> evolve,
        IReadOnlyCollection<string>? only = null)
        where TEvent : class
    {
        Read(events, only);
        foreach (var type in only ?? events.Names)
        {
            _readers.Add(type, (page, stored) =>
            {
                var happened = events.Read(stored);
                page.Add(stored, () => ids(happened, stored), (id, view) => evolve(id, view, happened, stored));
            });
        }

        return this;
    }

    internal override ProjectionPage NewPage() => new Page(this);

    private sealed class Page(MultiStreamProjection<TView> projection)
        : ViewPage<TView>(projection.Table, foldsWholeStreams: false)
    {
        internal override void Add(RecordedEvent stored) => projection._readers[stored.Type](this, stored);

        internal void Add(RecordedEvent stored, Func<IEnumerable<Guid>> ids, Func<Guid, TView?, TView?> evolve) =>
            Failures.Try(stored, () =>
            {
                var views = ids().Distinct().Select(id => new ViewId(stored.Stream.TenantId, id)).ToImmutableArray();
                Add(stored, views, stored.Position, (id, view) => evolve(id.Value, view));
            });
    }
}
