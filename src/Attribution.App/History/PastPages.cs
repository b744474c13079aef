using Attribution.Domain.Access;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.History;

/// <summary>Pages of one kind as they were, folded from the log: today's rights decide, unless an auditor asks for
/// those of that day.</summary>
/// <param name="events">Reads the log.</param>
/// <param name="kind">How the kind is read.</param>
/// <param name="evolve">The page after one more event.</param>
/// <param name="correct">What happened later and holds for the past as well; nothing does when it is left out.</param>
internal sealed class PastPages<TView>(
    PastEvents events,
    HistoryKind kind,
    Func<TView?, RecordedEvent, TView> evolve,
    Func<TView, IEnumerable<RecordedEvent>, TView>? correct = null)
    where TView : class
{
    /// <summary>A page as of a moment; null when there was none yet, or is none for the caller.</summary>
    internal async Task<TView?> FindAsync(Principal caller, Guid id, Moment moment, CancellationToken cancellation) =>
        (await FindAsync(caller, [(id, moment)], cancellation))[0];

    /// <summary>Pages as of a moment each, in one statement and in the order they are asked for.</summary>
    internal async Task<IReadOnlyList<TView?>> FindAsync(
        Principal caller, IReadOnlyList<(Guid Id, Moment Moment)> wanted, CancellationToken cancellation)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        var folded = wanted.Distinct().ToDictionary(page => page, page => Begin(page.Moment));
        var byStream = folded.ToLookup(page => page.Key.Id, page => page.Value);
        await events.EachAsync(
            caller,
            kind,
            [.. byStream.Select(pages => pages.Key)],
            bare: true,
            happened =>
            {
                foreach (var page in byStream[happened.Stream.Value])
                {
                    page.Add(happened);
                }
            },
            cancellation);
        return [.. wanted.Select(page => folded[page].View)];
    }

    /// <summary>A page as of a moment, for an auditor whom the label of that moment let see it.</summary>
    internal async Task<TView?> FindOfThatDayAsync(
        Principal caller, Guid id, Instant day, CancellationToken cancellation)
    {
        var page = Begin(Moment.AsOf(day));
        foreach (var happened in await events.ReadOfThatDayAsync(caller, kind, id, day, cancellation))
        {
            page.Add(happened);
        }

        return page.View;
    }

    private PastPage<TView> Begin(Moment moment) => new(moment, evolve, correct);
}
