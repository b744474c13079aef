using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using NodaTime;
using Npgsql;

namespace Attribution.App.Pipeline;

/// <summary>What a caller says of its command beside the command itself.</summary>
/// <param name="ExpectedVersion">The version the caller saw; null when it does not mind others' changes.</param>
/// <param name="Reason">Why; recorded with the events.</param>
/// <param name="CorrelationId">What larger piece of work this belongs to.</param>
/// <param name="CausationId">The message that asked for it.</param>
internal sealed record CommandContext(
    long? ExpectedVersion = null, string? Reason = null, string? CorrelationId = null, string? CausationId = null)
{
    /// <summary>Rows that are stored together with the events. One whose key is taken refuses them
    /// (<see cref="CommandOutcome{TView}.KeyTaken"/>): so a fact that was looked up before still holds when it counts.
    /// </summary>
    internal ImmutableArray<RowSet> Marks { get; init; } = [];
}

/// <summary>
/// The one way a command takes effect: fetch, check that the caller may see it, decide, commit - and decide again when
/// somebody else was faster. All rules are in the command; all storing is in the commit.
/// </summary>
internal sealed class CommandHandling(EventLog log, IClock clock)
{
    private const int AttemptsMax = 3;

    private static readonly Rejection UnstorableContent =
        new("INVALID_TEXT", "A text holds what cannot be stored: a null character or half a surrogate pair.");

    private readonly Turns _turns = new();

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
            return await DecideAndStoreAsync(aggregate, id, caller, command, context, cancellation);
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
        using var turn = await _turns.TakeAsync(stream, cancellation);
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
            if (decision.Rejection is { } rejection)
            {
                return new CommandOutcome<TView>.Refused(rejection);
            }

            if (decision.IsUnchanged)
            {
                return new CommandOutcome<TView>.Done(fetched.State.View!, fetched.Version, Changed: false);
            }

            var (commit, after) = Prepare(
                aggregate, fetched, [.. decision.Events], Metadata(caller, context, now), context.Marks);
            switch (await log.CommitAsync(commit, cancellation))
            {
                case CommitResult.Stored:
                    return new CommandOutcome<TView>.Done(after.State.View!, after.Version, Changed: true);
                case CommitResult.DuplicateKey duplicate:
                    return new CommandOutcome<TView>.KeyTaken(duplicate.Table);
                case CommitResult.VersionConflict conflict when attempt == AttemptsMax:
                    return new CommandOutcome<TView>.Conflict(conflict.ActualVersion);
                case CommitResult.StreamArchived:
                    return new CommandOutcome<TView>.Refused(aggregate.NotFound);
            }
        }
    }

    private static (Commit Commit, FetchedStream<WithView<TState, TView>> After) Prepare<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        FetchedStream<WithView<TState, TView>> fetched,
        ImmutableArray<TEvent> events,
        EventMetadata metadata,
        ImmutableArray<RowSet> marks)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        var numbered = events.Select(happened => (Guid.CreateVersion7(), happened)).ToArray();
        var (append, after) = aggregate.Streams.Append(fetched, numbered, metadata);
        var beside = aggregate.Accompany(fetched, events, append.Metadata);
        var commit = new Commit(
            Guid.CreateVersion7(),
            [append, .. beside.Appends],
            [aggregate.Pages.Rows(after), .. beside.Rows, .. marks]);
        return (commit, after);
    }

    private static EventMetadata Metadata(Principal caller, CommandContext context, Instant now) =>
        new(now, caller.Subject, context.Reason, context.CorrelationId, context.CausationId);
}
