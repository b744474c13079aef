using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;

namespace Attribution.App.Pipeline;

/// <summary>How one kind of aggregate is stored and shown.</summary>
/// <param name="Streams">Its streams, folded into what decisions need and what people read.</param>
/// <param name="Pages">What people read, stored by the commit that stores the events.</param>
/// <param name="IsVisible">Whether a principal may see it, from its page.</param>
/// <param name="NotFound">What the commands answer when there is none: said in the same words of one that the caller
/// may not see.</param>
/// <param name="Accompany">What is stored together with its events: keys, and what follows from them at once. It gets
/// the stream before the events.</param>
internal sealed record Aggregate<TState, TView, TEvent>(
    StreamType<WithView<TState, TView>, TEvent> Streams,
    ViewProjection<TView, TEvent> Pages,
    Func<Principal, TView, bool> IsVisible,
    Rejection NotFound,
    Func<FetchedStream<WithView<TState, TView>>, ImmutableArray<TEvent>, EventMetadata, Accompaniment> Accompany)
    where TState : class, IState<TState, TEvent>
    where TView : class
    where TEvent : class
{
    /// <summary>Its streams, folded into the pages alone.</summary>
    internal StreamType<WithView<object, TView>, TEvent> PagesAlone { get; } = Pages.Alone(Streams.Name);

    /// <summary>Whether a principal sees what the visibility of a page follows from; null where the page says it
    /// all. Commands look it up when they are prepared, and an earlier answer is checked by it.</summary>
    internal Func<Principal, TView, CancellationToken, Task<bool>>? SeesAsync { get; init; }

    /// <summary>Whether commands on one stream that come at once are stored by one commit. Then what they look up must
    /// not follow from what others of them change, and what accompanies all their events together must be one row of a
    /// key.</summary>
    internal bool StoresTogether { get; init; }

    /// <summary>The page of a past version after what happened later and holds for the past as well; null where nothing
    /// does.</summary>
    internal Func<TView, IEnumerable<RecordedEvent>, TView>? Correct { get; init; }

    /// <summary>Whether a principal sees an aggregate, from its page of today.</summary>
    internal async ValueTask<bool> SeesPageAsync(
        Principal caller, TView page, CancellationToken cancellation) =>
        IsVisible(caller, page) && (SeesAsync is null || await SeesAsync(caller, page, cancellation));
}

/// <summary>What a commit stores beside the events it is about.</summary>
internal sealed record Accompaniment(ImmutableArray<StreamAppend> Appends, ImmutableArray<RowSet> Rows)
{
    internal static Accompaniment None { get; } = new([], []);
}
