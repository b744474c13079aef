using Attribution.Domain;
using Attribution.EventStore;
using Attribution.EventStore.Projections;

namespace Attribution.App.Pipeline;

/// <summary>Fetches what a command decides on.</summary>
internal static class CurrentStreams
{
    /// <summary>The stream as it is now. An id that belongs to a record of another kind is none of this kind: what it
    /// does belong to, the caller need not be able to see.</summary>
    internal static async Task<FetchedStream<WithView<TState, TView>>> FetchAsync<TState, TView, TEvent>(
        this EventLog log,
        Aggregate<TState, TView, TEvent> aggregate,
        StreamId stream,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        try
        {
            return await log.FetchForWritingAsync(aggregate.Streams, stream, cancellation);
        }
        catch (UnreadableEvent)
        {
            var found = await log.FindStreamAsync(stream, cancellation);
            if (found?.Type == aggregate.Streams.Name)
            {
                throw;
            }

            return aggregate.Streams.Unstarted(stream);
        }
    }
}
