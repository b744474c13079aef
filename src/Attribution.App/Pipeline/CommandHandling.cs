using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using NodaTime;
using Npgsql;

namespace Attribution.App.Pipeline;

/// <summary>
/// The one way a command takes effect: fetch, check that the caller may see it, decide, commit - and decide again when
/// somebody else was faster. All rules are in the command; all storing is in the commit, the mark of a command that takes
/// effect once included.
/// </summary>
internal sealed class CommandHandling(EventLog log, FirstAnswers answers, IClock clock)
{
    private const int AttemptsMax = 3;

    /// <param name="aggregate">How the kind is stored.</param>
    /// <param name="id">Which one.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="command">The command, given who does it and when.</param>
    /// <param name="context">What the caller says beside it.</param>
    /// <param name="cancellation">Ends the waiting; what was stored stays.</param>
    internal async Task<CommandOutcome<TView>> HandleAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        Guid id,
        Principal caller,
        Func<Author, Instant, ICommand<TState, TEvent>> command,
        CommandContext context,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        try
        {
            var outcome = await DecideAndStoreAsync(aggregate, id, caller, command, context, cancellation);
            return outcome is CommandOutcome<TView>.Done
                ? outcome
                : await FindFirstAsync(aggregate, caller, context, cancellation) ?? outcome;
        }
        catch (StoreUnavailable away)
        {
            return new CommandOutcome<TView>.Unavailable(away.MayBeStored);
        }
        catch (NpgsqlException away) when (away.IsTransient)
        {
            // Only reading comes to this: what is stored is the commit writer's, which says whether it was.
            return new CommandOutcome<TView>.Unavailable(MayHaveHappened: false);
        }
    }

    /// <summary>The answer that the same command got before, as far as the caller may still see it; null when it never
    /// came, or has no name to know it by.</summary>
    internal async Task<CommandOutcome<TView>?> FindFirstAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        Principal caller,
        CommandContext context,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        if (context.Once is not { } once || await answers.FindAsync(once, cancellation) is not { } first)
        {
            return null;
        }

        if (first.Digest != once.Digest)
        {
            return new CommandOutcome<TView>.IdReused();
        }

        if (first.Rejection is { } rejection)
        {
            return new CommandOutcome<TView>.Refused(rejection);
        }

        var then = await log.FetchAsOfAsync(
            aggregate.Streams,
            new StreamId(caller.Tenant.Value, first.Stream),
            new StreamRange(ToVersion: first.Version),
            cancellation);
        return then.State.View is { } view && aggregate.IsVisible(caller, view)
            ? new CommandOutcome<TView>.Done(view, first.Version, first.Changed) { IsRepeated = true }
            : new CommandOutcome<TView>.Refused(aggregate.NotFound);
    }

    private async Task<CommandOutcome<TView>> DecideAndStoreAsync<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        Guid id,
        Principal caller,
        Func<Author, Instant, ICommand<TState, TEvent>> command,
        CommandContext context,
        CancellationToken cancellation)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        var stream = new StreamId(caller.Tenant.Value, id);
        for (var attempt = 1; ; attempt++)
        {
            var fetched = await log.FetchForWritingAsync(aggregate.Streams, stream, cancellation);
            if (fetched.State.View is { } seen && !aggregate.IsVisible(caller, seen))
            {
                return new CommandOutcome<TView>.Refused(aggregate.NotFound);
            }

            if (context.ExpectedVersion is { } expected && expected != fetched.Version)
            {
                return new CommandOutcome<TView>.Conflict(fetched.Version);
            }

            var now = clock.GetCurrentInstant();
            var decision = command(caller.AsAuthor(), now).Decide(fetched.State.State);
            var (commit, outcome) = Prepare(aggregate, fetched, decision, caller, context, now);
            if (commit is null)
            {
                return outcome;
            }

            switch (await log.CommitAsync(commit, cancellation))
            {
                case CommitResult.Stored:
                    return outcome;
                case CommitResult.DuplicateKey duplicate when FirstAnswers.IsRepetition(duplicate.Table):
                    return await FindFirstAsync(aggregate, caller, context, cancellation)
                        ?? throw new System.Diagnostics.UnreachableException("A mark refused a commit and is not there.");
                case CommitResult.DuplicateKey duplicate:
                    return new CommandOutcome<TView>.KeyTaken(duplicate.Table);
                case CommitResult.VersionConflict conflict when attempt == AttemptsMax:
                    return new CommandOutcome<TView>.Conflict(conflict.ActualVersion);
                case CommitResult.StreamArchived:
                    return new CommandOutcome<TView>.Refused(aggregate.NotFound);
            }
        }
    }

    /// <summary>What is to be stored, if anything, and the answer once it is.</summary>
    private static (Commit? Commit, CommandOutcome<TView> Outcome) Prepare<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        FetchedStream<WithView<TState, TView>> fetched,
        Decision<TEvent> decision,
        Principal caller,
        CommandContext context,
        Instant now)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        var (id, version) = (fetched.Id.Value, fetched.Version);
        if (decision.Rejection is { } rejection)
        {
            var refusal = context.Once is { KeepsRefusals: true } kept
                ? Remember(kept, FirstAnswer.Refusal(kept, id, version, rejection), now)
                : null;
            return (refusal, new CommandOutcome<TView>.Refused(rejection));
        }

        if (decision.IsUnchanged)
        {
            var unchanged = context.Once is { } known
                ? Remember(known, new FirstAnswer(known.Digest, id, version, Changed: false), now)
                : null;
            return (unchanged, new CommandOutcome<TView>.Done(fetched.State.View!, version, Changed: false));
        }

        var numbered = decision.Events.Select(happened => (Guid.CreateVersion7(), happened)).ToArray();
        var (append, after) = aggregate.Streams.Append(fetched, numbered, Metadata(caller, context, now));
        var beside = aggregate.Accompany(fetched, [.. decision.Events], append.Metadata);
        ImmutableArray<RowSet> mark = context.Once is { } once
            ? [FirstAnswers.Row(once, new FirstAnswer(once.Digest, id, after.Version, Changed: true), now)]
            : [];
        var commit = new Commit(
            Guid.CreateVersion7(),
            [append, .. beside.Appends],
            [aggregate.Pages.Rows(after), .. beside.Rows, .. mark]);
        return (commit, new CommandOutcome<TView>.Done(after.State.View!, after.Version, Changed: true));
    }

    private static Commit Remember(OnceKey key, FirstAnswer answer, Instant now) =>
        new(Guid.CreateVersion7(), [], [FirstAnswers.Row(key, answer, now)]);

    private static EventMetadata Metadata(Principal caller, CommandContext context, Instant now) =>
        new(now, caller.Subject, context.Reason, context.CorrelationId, context.CausationId)
        {
            Headers = TraceHeaders.OfActivity(),
        };
}
