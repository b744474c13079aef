using Attribution.Domain;
using Attribution.EventStore;

namespace Attribution.App.Pipeline;

/// <summary>Fetches what an aggregate was.</summary>
internal static class PastStreams
{
    /// <summary>The page as of a version or an instant, without what has been redacted since; null when there was none
    /// yet. Who may see it, the label of today says.</summary>
    internal static async Task<TView?> FetchPastAsync<TState, TView, TEvent>(
        this EventLog log,
        Aggregate<TState, TView, TEvent> aggregate,
        StreamId stream,
        StreamRange range,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        var then = await log.FetchAsOfAsync(aggregate.PagesAlone, stream, range, cancellation);
        return then.State.View is { } page && aggregate.Correct is { } correct
            ? correct(page, await log.ReadStreamAsync(stream, new StreamRange(then.Version + 1), cancellation))
            : then.State.View;
    }
}
