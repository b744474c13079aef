using Attribution.App.Access;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.History;

/// <summary>The fields of <c>history.graphql</c>, and the history of each kind of page.</summary>
internal sealed class HistoryFields(PastEvents events)
{
    /// <param name="schema">The schema.</param>
    /// <param name="kinds">What the id may be of.</param>
    internal HistoryFields Bind(SchemaBindings schema, params IReadOnlyList<HistoryKind> kinds)
    {
        schema.Object<Root>("Query").Define("history", field =>
        {
            var id = field.Argument<Guid>("id");
            return field.Returns(Output.NullableList(Output.Of<HistoryEntry>()))
                .Async((_, call) => FindAsync(kinds, call.Get(id), call));
        });
        schema.Object<HistoryEntry>("HistoryEntry")
            .Field("version", entry => entry.Version)
            .Field("eventId", entry => entry.EventId)
            .Field("type", entry => entry.Type)
            .Field("summary", entry => entry.Summary)
            .Field("recordedAt", entry => entry.RecordedAt)
            .Field("recordedBy", entry => entry.RecordedBy)
            .NullableField("reason", entry => entry.Reason);
        return this;
    }

    /// <summary>The history of pages, each up to the version that it shows.</summary>
    /// <param name="page">The page's type in the schema.</param>
    /// <param name="kind">How its events are told.</param>
    /// <param name="shown">The stream of a page, and the version the page shows.</param>
    internal HistoryFields BindPage<TView>(
        ObjectBinding<TView> page, HistoryKind kind, Func<TView, (Guid Stream, long Version)> shown)
        where TView : class
    {
        page.Define("history", field => field.Returns(Output.List<HistoryEntry>()).Batch(async (level, call) =>
        {
            Guid[] ids = [.. level.Select(view => shown(view).Stream).Distinct()];
            var found = await events.ReadAsync(call.Caller(), kind, ids, call.Cancellation);
            return [.. level.Select(shown).Select(
                view => Tell(kind, found[view.Stream].Where(happened => happened.Version <= view.Version)))];
        }));
        return this;
    }

    /// <summary>An id says nothing of its kind, and whoever may see none of that kind must not learn it.</summary>
    private async ValueTask<IReadOnlyList<HistoryEntry>?> FindAsync(
        IReadOnlyList<HistoryKind> kinds, Guid id, FieldCall call)
    {
        foreach (var kind in kinds)
        {
            var found = await events.ReadAsync(call.Caller(), kind, [id], call.Cancellation);
            if (found.Contains(id))
            {
                return Tell(kind, found[id]);
            }
        }

        return null;
    }

    private static HistoryEntry[] Tell(HistoryKind kind, IEnumerable<RecordedEvent> happened) =>
        [.. happened.Select(kind.Tell)];
}
