using System.Collections.Immutable;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;
using Npgsql;

namespace Attribution.EventStore.Projections;

/// <summary>A page of a projection that folds documents: each is loaded once and written once, however many of the
/// events change it.</summary>
/// <param name="table">Where the documents are.</param>
/// <param name="foldsWholeStreams">Whether a late page holds all events of its streams and begins from nothing.</param>
internal abstract class ViewPage<TView>(ViewTable<TView> table, bool foldsWholeStreams) : ProjectionPage
    where TView : class
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<ViewId, StoredView<TView>> _loaded = [];

    internal override async Task LoadAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var ids = _steps.SelectMany(step => step.Ids).ToHashSet();
        if (ids.Count > 0)
        {
            foreach (var view in await table.FindAllAsync(connection, schema, ids, cancellation))
            {
                _loaded[view.Id] = view;
            }
        }
    }

    internal override IReadOnlyList<RowSet> Fold(bool late = false)
    {
        var folded = new Dictionary<ViewId, StoredView<TView>?>();
        foreach (var step in _steps)
        {
            Failures.Try(step.Event, () =>
            {
                // An event that names several documents changes all of them or none, so that it can be retried whole.
                var after = step.Ids.Select(id => Apply(step, id, Before(folded, id, late), late)).ToArray();
                for (var at = 0; at < after.Length; at++)
                {
                    folded[step.Ids[at]] = after[at];
                }
            });
        }

        var gone = folded.Where(view => view.Value is null && _loaded.ContainsKey(view.Key))
            .Select(view => view.Key).ToArray();
        var kept = folded.Values.OfType<StoredView<TView>>().Where(IsNew).ToArray();
        return [.. Sets(kept, gone)];
    }

    /// <summary>Adds an event and the documents it changes.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="ids">The documents, each once.</param>
    /// <param name="version">What the documents' version is after it.</param>
    /// <param name="evolve">Makes of a document, or of none, the one after the event, or none.</param>
    private protected void Add(
        RecordedEvent stored, ImmutableArray<ViewId> ids, long version, Func<ViewId, TView?, TView?> evolve) =>
        _steps.Add(new Step(stored, ids, version, evolve));

    private static StoredView<TView>? Apply(Step step, ViewId id, StoredView<TView>? before, bool late)
    {
        // An event that comes again is in the document already.
        if (before is not null && step.Version <= before.Version && !late)
        {
            return before;
        }

        var (version, at) = before is not null && before.Version > step.Version
            ? (before.Version, before.ModifiedAt)
            : (step.Version, step.Event.RecordedAt);
        return step.Evolve(id, before?.View) is { } after ? new StoredView<TView>(id, version, at, after) : null;
    }

    private StoredView<TView>? Before(Dictionary<ViewId, StoredView<TView>?> folded, ViewId id, bool late) =>
        folded.TryGetValue(id, out var changed) ? changed
        : late && foldsWholeStreams ? null
        : _loaded.GetValueOrDefault(id);

    private bool IsNew(StoredView<TView> view) => !ReferenceEquals(view, _loaded.GetValueOrDefault(view.Id));

    private IEnumerable<RowSet> Sets(StoredView<TView>[] kept, ViewId[] gone)
    {
        if (kept.Length > 0)
        {
            yield return table.Upsert(kept);
        }

        if (gone.Length > 0)
        {
            yield return table.Delete(gone);
        }
    }

    private sealed record Step(
        RecordedEvent Event, ImmutableArray<ViewId> Ids, long Version, Func<ViewId, TView?, TView?> Evolve);
}
