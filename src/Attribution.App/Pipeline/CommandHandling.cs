using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using NodaTime;
using Npgsql;

namespace Attribution.App.Pipeline;

/// <summary>What a caller says of its command beside the command itself.</summary>
/// <param name="ExpectedVersion">The version the caller saw; null when it does not mind others' changes.</param>
/// <param name="Reason">Why; recorded with the events.</param>
/// <param name="CorrelationId">What larger piece of work this belongs to.</param>
/// <param name="CausationId">The message that asked for it.</param>
internal sealed record CommandContext(
    long? ExpectedVersion = null, string? Reason = null, string? CorrelationId = null, string? CausationId = null);

/// <summary>
/// The one way a command takes effect: fetch, check that the caller may see it, look up what the decision needs from
/// elsewhere, decide, commit - and do it again when somebody else was faster. All rules are in the command; all storing
/// is in the commit.
/// </summary>
internal sealed class CommandHandling(EventLog log, IClock clock)
{
    private const int AttemptsMax = 3;

    /// <summary>How often a decision is taken again because what it read of other streams has changed. Those are
    /// changed by people who do not wait for the same turn, so it may take a few more attempts.</summary>
    private const int LookUpsMax = 20;

    private readonly Turns _turns = new();

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
            return await DecideAndStoreAsync(aggregate, stream, caller, prepare, context, cancellation);
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
            var fetched = await log.FetchForWritingAsync(aggregate.Streams, stream, cancellation);
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

            var now = clock.GetCurrentInstant();
            var decision = prepared.Command!(caller.AsAuthor(), now).Decide(fetched.State.State);
            if (decision.Rejection is { } rejection)
            {
                return new CommandOutcome<TView>.Refused(rejection);
            }

            if (decision.IsUnchanged)
            {
                return new CommandOutcome<TView>.Done(page!, fetched.Version, Changed: false);
            }

            var (commit, after) = Prepare(aggregate, fetched, [.. decision.Events], Metadata(caller, context, now));
            switch (await log.CommitAsync(commit with { Expectations = prepared.ReliesOn }, cancellation))
            {
                case CommitResult.Stored:
                    return new CommandOutcome<TView>.Done(after.State.View!, after.Version, Changed: true);
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

    private static (Commit Commit, FetchedStream<WithView<TState, TView>> After) Prepare<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        FetchedStream<WithView<TState, TView>> fetched,
        ImmutableArray<TEvent> events,
        EventMetadata metadata)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        var numbered = events.Select(happened => (Guid.CreateVersion7(), happened)).ToArray();
        var (append, after) = aggregate.Streams.Append(fetched, numbered, metadata);
        var beside = aggregate.Accompany(fetched, events, append.Metadata);
        var commit = new Commit(
            Guid.CreateVersion7(), [append, .. beside.Appends], [aggregate.Pages.Rows(after), .. beside.Rows]);
        return (commit, after);
    }

    private static EventMetadata Metadata(Principal caller, CommandContext context, Instant now) =>
        new(now, caller.Subject, context.Reason, context.CorrelationId, context.CausationId);
}
