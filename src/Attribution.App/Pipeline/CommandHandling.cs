using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using NodaTime;
using Npgsql;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace Attribution.App.Pipeline;

/// <summary>
/// The one way a command takes effect: fetch, check that the caller may see it, look up what the decision needs from
/// elsewhere, decide, commit - and do it again when somebody else was faster. All rules are in the command; all storing
/// is in the commit, the mark of a command that takes effect once included.
/// </summary>
internal sealed class CommandHandling
{
    private const int AttemptsMax = 3;

    /// <summary>How often a decision is taken again because what it read of other streams has changed. Those are
    /// changed by people who do not wait for the same turn, so it may take a few more attempts.</summary>
    private const int LookUpsMax = 50;

    private static readonly Rejection UnstorableContent =
        new("INVALID_TEXT", "A text holds what cannot be stored: a null character or half a surrogate pair.");

    private readonly EventLog _log;
    private readonly FirstAnswers _answers;
    private readonly IClock _clock;
    private readonly Turns _turns = new();
    private readonly CombinedHandling _combined;

    internal CommandHandling(EventLog log, FirstAnswers answers, IClock clock)
    {
        (_log, _answers, _clock) = (log, answers, clock);
        _combined = new CombinedHandling(log, _turns, clock);
    }

    /// <summary>Handles a command that needs nothing from elsewhere.</summary>
    /// <param name="aggregate">How the kind is stored.</param>
    /// <param name="id">Which one.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="command">The command, given who does it and when.</param>
    /// <param name="context">What the caller says beside it.</param>
    /// <param name="cancellation">Ends the waiting; what was stored stays.</param>
    internal Task<CommandOutcome<TView>> HandleAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        Guid id,
        Principal caller,
        Func<Author, Instant, ICommand<TState, TEvent>> command,
        CommandContext context,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class =>
        HandleAsync(
            aggregate,
            id,
            caller,
            _ => ValueTask.FromResult(new Preparation<TState, TEvent>(command)),
            context,
            cancellation);

    /// <summary>Handles a command that needs facts from elsewhere.</summary>
    /// <param name="aggregate">How the kind is stored.</param>
    /// <param name="id">Which one.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="prepare">Looks the facts up and answers the command or why there is none. It gets the page as it is
    /// decided on, null when there is none, and is called again for every attempt.</param>
    /// <param name="context">What the caller says beside it.</param>
    /// <param name="cancellation">Ends the waiting; what was stored stays.</param>
    internal async Task<CommandOutcome<TView>> HandleAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        Guid id,
        Principal caller,
        Func<TView?, ValueTask<Preparation<TState, TEvent>>> prepare,
        CommandContext context,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        var stream = new StreamId(caller.Tenant.Value, id);
        try
        {
            var outcome = aggregate.StoresTogether
                ? await _combined.TryAsync(aggregate, stream, caller, prepare, context, cancellation)
                : null;
            outcome ??= await DecideAndStoreAsync(aggregate, stream, caller, prepare, context, cancellation);
            return outcome is CommandOutcome<TView>.Done
                ? outcome
                : await FindFirstAsync(aggregate, caller, context, cancellation) ?? outcome;
        }
        catch (StoreUnavailable away)
        {
            return new CommandOutcome<TView>.Unavailable(away.MayBeStored);
        }
        catch (CommitRefused refused) when (refused.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            // A text of an unknown key, say, that PostgreSQL keeps nowhere; known fields are checked by the command.
            return new CommandOutcome<TView>.Refused(UnstorableContent);
        }
        catch (NpgsqlException away) when (away.IsTransient)
        {
            // Only reading comes to this: what is stored is the commit writer's, which says whether it was.
            return new CommandOutcome<TView>.Unavailable(MayHaveHappened: false);
        }
    }

    private async Task<CommandOutcome<TView>> DecideAndStoreAsync<TState, TView, TEvent>(
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
        using var turn = await _turns.TakeAsync(stream, cancellation);
        for (int attempt = 1, lookUp = 1; ;)
        {
            var fetched = context.IsForNewStream && (attempt, lookUp) == (1, 1)
                ? aggregate.Streams.Unstarted(stream)
                : await _log.FetchAsync(aggregate, stream, cancellation);
            var page = fetched.State.View;
            if (page is not null && !aggregate.IsVisible(caller, page))
            {
                return new CommandOutcome<TView>.Refused(aggregate.NotFound);
            }

            var prepared = await prepare(page);
            if (prepared.Rejection is { } unprepared)
            {
                return new CommandOutcome<TView>.Refused(unprepared);
            }

            if (context.ExpectedVersion is { } expected && expected != fetched.Version)
            {
                // Of what does not exist no version is told: of what the caller may not see, none is either.
                return page is null
                    ? new CommandOutcome<TView>.Refused(aggregate.NotFound)
                    : new CommandOutcome<TView>.Conflict(fetched.Version);
            }

            var now = _clock.GetCurrentInstant();
            var decision = prepared.Command!(caller.AsAuthor(), now).Decide(fetched.State.State);
            var decided = DecidedCommit.Of(aggregate, fetched, decision, caller, context, now);
            if (DecidedCommit.Of(aggregate, fetched, [decided], prepared.Rows) is not { } commit)
            {
                return decided.Outcome;
            }

            switch (await _log.CommitAsync(commit with { Expectations = prepared.ReliesOn }, cancellation))
            {
                case CommitResult.Stored:
                    return decided.Outcome;
                case CommitResult.DuplicateKey duplicate when FirstAnswers.IsRepetition(duplicate.Table):
                    return await FindFirstAsync(aggregate, caller, context, cancellation)
                        ?? throw new UnreachableException("A mark refused a commit and is not there.");
                case CommitResult.DuplicateKey duplicate
                    when prepared.Marks.Any(mark => mark.Table.Name == duplicate.Table) && lookUp++ < LookUpsMax:
                    break;
                case CommitResult.DuplicateKey duplicate:
                    return new CommandOutcome<TView>.KeyTaken(duplicate.Table);
                case CommitResult.VersionConflict conflict when conflict.Stream == stream && attempt++ == AttemptsMax:
                    return new CommandOutcome<TView>.Conflict(conflict.ActualVersion);
                case CommitResult.VersionConflict conflict when conflict.Stream != stream && lookUp++ == LookUpsMax:
                    return new CommandOutcome<TView>.Conflict(fetched.Version);
                case CommitResult.StreamArchived:
                    return new CommandOutcome<TView>.Refused(aggregate.NotFound);
            }
        }
    }

    /// <summary>The answer that the same command got before, as far as the caller may still see it; null when it never
    /// came, or has no name to know it by.</summary>
    private async Task<CommandOutcome<TView>?> FindFirstAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        Principal caller,
        CommandContext context,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        if (context.Once is not { } once || await _answers.FindAsync(once, cancellation) is not { } first)
        {
            return null;
        }

        if (first.Digest != once.Digest)
        {
            return new CommandOutcome<TView>.IdReused();
        }

        // Today's label decides, for a refusal as well: it speaks of the record, too.
        var stream = new StreamId(caller.Tenant.Value, first.Stream);
        if (first.Version > 0
            && ((await _log.FetchAsync(aggregate, stream, cancellation)).State.View is not { } today
                || !await aggregate.SeesPageAsync(caller, today, cancellation)))
        {
            return new CommandOutcome<TView>.Refused(aggregate.NotFound);
        }

        if (first.Rejection is { } rejection)
        {
            return new CommandOutcome<TView>.Refused(rejection);
        }

        var range = new StreamRange(ToVersion: first.Version);
        var then = await _log.FetchPastAsync(aggregate, stream, range, cancellation);
        return new CommandOutcome<TView>.Done(then!, first.Version, first.Changed) { IsRepeated = true };
    }
}
