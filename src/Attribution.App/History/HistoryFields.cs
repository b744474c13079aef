using Attribution.App.Access;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.History;

/// <summary>A page whose history is asked for.</summary>
/// <param name="Stream">What it is folded from.</param>
/// <param name="Version">Up to where.</param>
/// <param name="Day">The day whose rights let it be seen; null when today's did.</param>
internal sealed record ShownPage(Guid Stream, long Version, Instant? Day = null);

/// <summary>The fields of <c>history.graphql</c>, and the history of each kind of page.</summary>
internal sealed class HistoryFields(PastEvents events)
{
    /// <param name="schema">The schema.</param>
    /// <param name="kinds">What the id may be of.</param>
    internal HistoryFields Bind(SchemaBindings schema, params IReadOnlyList<HistoryKind> kinds)
    {
        RightsInput.Bind(schema);
        schema.Object<Root>("Query").Define("history", field =>
        {
            var id = field.Argument<Guid>("id");
            var asOf = field.Argument("asOf", Input.NullableValue<Instant>());
            var rights = field.Argument<Rights>("rights");
            return field.Returns(Output.NullableList(Output.Of<HistoryEntry>())).Async((_, call) =>
                FindAsync(kinds, call.Get(id), Moment.AsOf(call.Get(asOf)), call.Get(rights), call));
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
    /// <param name="shown">What a page shows.</param>
    internal HistoryFields BindPage<TView>(
        ObjectBinding<TView> page, HistoryKind kind, Func<TView, ShownPage> shown)
        where TView : class
    {
        page.Define("history", field => field.Returns(Output.List<HistoryEntry>()).Batch(async (level, call) =>
        {
            var pages = level.Select(shown).ToArray();
            Guid[] ids = [.. pages.Where(view => view.Day is null).Select(view => view.Stream).Distinct()];
            var found = await events.ReadAsync(call.Caller(), kind, ids, call.Cancellation);
            var told = new HistoryEntry[pages.Length][];
            foreach (var (place, view) in pages.Index())
            {
                var happened = view.Day is { } day
                    ? await events.ReadOfThatDayAsync(call.Caller(), kind, view.Stream, day, call.Cancellation)
                    : found[view.Stream];
                told[place] = Tell(kind, happened.Where(one => one.Version <= view.Version));
            }

            return told;
        }));
        return this;
    }

    /// <summary>An id says nothing of its kind, and whoever may see none of that kind must not learn it.</summary>
    private async ValueTask<IReadOnlyList<HistoryEntry>?> FindAsync(
        IReadOnlyList<HistoryKind> kinds, Guid id, Moment moment, Rights rights, FieldCall call)
    {
        var day = moment.DayOf(rights);
        foreach (var kind in kinds)
        {
            var found = day is { } then
                ? await events.ReadOfThatDayAsync(call.Caller(), kind, id, then, call.Cancellation)
                : (await events.ReadAsync(call.Caller(), kind, [id], call.Cancellation))[id].ToArray();
            var happened = moment.IsNow ? found.Count : moment.Before(found);
            if (happened > 0)
            {
                return Tell(kind, found.Take(happened));
            }
        }

        return null;
    }

    private static HistoryEntry[] Tell(HistoryKind kind, IEnumerable<RecordedEvent> happened) =>
        [.. happened.Select(kind.Tell)];
}
