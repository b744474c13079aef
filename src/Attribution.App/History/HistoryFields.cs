using Attribution.App.Access;
using Attribution.EventStore;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.History;

/// <summary>The fields of <c>history.graphql</c>.</summary>
internal sealed class HistoryFields(EventLog log, params IReadOnlyList<HistoryKind> kinds)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<Root>("Query").Define("history", field =>
        {
            var id = field.Argument<Guid>("id");
            return field.Returns(Output.NullableList(Output.Of<HistoryEntry>())).Async(async (_, call) =>
            {
                var stream = new StreamId(call.Caller().Tenant.Value, call.Get(id));
                var type = (await log.FindStreamAsync(stream, call.Cancellation))?.Type;
                var kind = kinds.SingleOrDefault(kind => kind.StreamType == type);
                return kind is not null && await kind.IsVisibleAsync(call.Caller(), stream.Value, call.Cancellation)
                    ? await TellAsync(kind, stream, long.MaxValue, call.Cancellation)
                    : null;
            });
        });
        schema.Object<HistoryEntry>("HistoryEntry")
            .Field("version", entry => entry.Version)
            .Field("eventId", entry => entry.EventId)
            .Field("type", entry => entry.Type)
            .Field("summary", entry => entry.Summary)
            .Field("recordedAt", entry => entry.RecordedAt)
            .Field("recordedBy", entry => entry.RecordedBy)
            .NullableField("reason", entry => entry.Reason);
    }

    /// <summary>The history of pages: who reaches a page may read what made it.</summary>
    /// <param name="page">The page's type in the schema.</param>
    /// <param name="kind">How its events are told.</param>
    /// <param name="stream">The stream of a page, and the version the page shows.</param>
    internal HistoryFields BindPage<TView>(
        ObjectBinding<TView> page, HistoryKind kind, Func<TView, (StreamId Stream, long Version)> stream)
        where TView : class
    {
        page.Define("history", field => field.Returns(Output.List<HistoryEntry>()).Async(async (view, call) =>
        {
            var (id, version) = stream(view);
            return await TellAsync(kind, id, version, call.Cancellation);
        }));
        return this;
    }

    private async Task<IReadOnlyList<HistoryEntry>> TellAsync(
        HistoryKind kind, StreamId stream, long toVersion, CancellationToken cancellation)
    {
        var events = await log.ReadStreamAsync(stream, new StreamRange(ToVersion: toVersion), cancellation);
        return [.. events.Select(kind.Tell)];
    }
}
