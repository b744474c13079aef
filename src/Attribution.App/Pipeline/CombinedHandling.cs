using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Pipeline;

/// <summary>
/// Commands on one stream that come while another is being stored: whoever has the next turn decides all of them, each
/// on what the one before it has made, and stores them by one commit. Each is an append of its own, with its own
/// metadata, mark and answer. When the commit is refused, because of whichever of them, each is handled by itself.
/// </summary>
internal sealed class CombinedHandling(EventLog log, Turns turns, IClock clock)
{
    private readonly WaitingCommands _waiting = new();

    /// <returns>The answer; null when the command has to be handled by itself.</returns>
    /// <exception cref="StoreUnavailable">The database was away for too long.</exception>
    internal async Task<CommandOutcome<TView>?> TryAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        StreamId stream,
        Principal caller,
        Func<TView?, ValueTask<Preparation<TState, TEvent>>> prepare,
        CommandContext context,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        // It is decided on what is stored by then; what it is prepared with does not follow from what changes.
        var page = log.Recall(aggregate.Streams, stream)?.State.View
            ?? (await log.FetchAsync(aggregate, stream, cancellation)).State.View;
        if (page is null || !aggregate.IsVisible(caller, page))
        {
            return null;
        }

        var prepared = await prepare(page);
        if (prepared.Rejection is not null || !prepared.Rows.IsEmpty)
        {
            return null;
        }

        var mine = new WaitingCommand<TState, TView, TEvent>(caller, prepared, context, cancellation);
        _waiting.Join(stream, mine);
        using (await turns.TakeAsync(stream, cancellation))
        {
            while (!mine.IsSettled)
            {
                WaitingCommand<TState, TView, TEvent>[] together =
                    [.. _waiting.Take(stream).Cast<WaitingCommand<TState, TView, TEvent>>()];
                try
                {
                    await StoreAsync(aggregate, stream, together);
                }
                catch (StoreUnavailable away)
                {
                    Array.ForEach(together, command => command.Fail(away));
                }
                finally
                {
                    // Whatever was not stored here may be stored alone.
                    Array.ForEach(together, command => command.Settle(null));
                }
            }
        }

        return await mine.Outcome;
    }

    private async Task StoreAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        StreamId stream,
        IReadOnlyList<WaitingCommand<TState, TView, TEvent>> together)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        var fetched = await log.FetchAsync(aggregate, stream, CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var decided = new List<(WaitingCommand<TState, TView, TEvent> Command, Decided<TState, TView, TEvent> Is)>();
        var (after, reliesOn) = (fetched, new Dictionary<StreamId, StreamExpectation>());
        foreach (var command in together.Where(command => !command.IsAbandoned))
        {
            if (!Fits(aggregate, command, after, reliesOn))
            {
                continue;
            }

            var decision = command.Prepared.Command!(command.Caller.AsAuthor(), now).Decide(after.State.State);
            var one = DecidedCommit.Of(aggregate, after, decision, command.Caller, command.Context, now);
            decided.Add((command, one));
            after = one.After;
        }

        var commit = decided.Count == 0
            ? null
            : DecidedCommit.Of(aggregate, fetched, [.. decided.Select(one => one.Is)], marks: []);
        if (commit is null || await IsStoredAsync(commit with { Expectations = [.. reliesOn.Values] }))
        {
            // Whoever comes next, and they come at once, need not read it back.
            log.Remember(aggregate.Streams, after);
            decided.ForEach(one => one.Command.Settle(one.Is.Outcome));
        }
    }

    /// <summary>Whether a command is decided here, on the stream as the others leave it. What is refused for its
    /// version or for who asks is told by the handling of single commands.</summary>
    private static bool Fits<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        WaitingCommand<TState, TView, TEvent> command,
        FetchedStream<EventStore.Projections.WithView<TState, TView>> stream,
        Dictionary<StreamId, StreamExpectation> reliesOn)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        if (stream.State.View is not { } page || !aggregate.IsVisible(command.Caller, page)
            || (command.Context.ExpectedVersion is { } expected && expected != stream.Version)
            || command.Prepared.ReliesOn.Any(relied =>
                reliesOn.TryGetValue(relied.Stream, out var known) && known != relied))
        {
            return false;
        }

        foreach (var relied in command.Prepared.ReliesOn)
        {
            reliesOn[relied.Stream] = relied;
        }

        return true;
    }

    private async Task<bool> IsStoredAsync(Commit commit)
    {
        try
        {
            // Nobody's impatience ends what others wait for.
            return await log.CommitAsync(commit, CancellationToken.None) is CommitResult.Stored;
        }
        catch (CommitRefused)
        {
            return false;
        }
    }
}
