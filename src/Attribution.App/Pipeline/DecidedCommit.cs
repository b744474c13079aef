using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.App.Pipeline;

/// <summary>What a decision stores, and the answer once it is stored.</summary>
internal static class DecidedCommit
{
    /// <returns>The commit, null when there is nothing to store, and the answer.</returns>
    internal static (Commit? Commit, CommandOutcome<TView> Outcome) Of<TState, TView, TEvent>(
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
            return (
                context.Once is { KeepsRefusals: true } once
                    ? Remembering(once, FirstAnswer.Refusal(once, id, version, rejection), now)
                    : null,
                new CommandOutcome<TView>.Refused(rejection));
        }

        if (decision.IsUnchanged)
        {
            return (
                context.Once is { } once
                    ? Remembering(once, new FirstAnswer(once.Digest, id, version, Changed: false), now)
                    : null,
                new CommandOutcome<TView>.Done(fetched.State.View!, version, Changed: false));
        }

        var numbered = decision.Events.Select(happened => (Guid.CreateVersion7(), happened)).ToArray();
        var (append, after) = aggregate.Streams.Append(fetched, numbered, Metadata(caller, context, now));
        var beside = aggregate.Accompany(fetched, [.. decision.Events], append.Metadata);
        ImmutableArray<RowSet> mark = context.Once is { } key
            ? [FirstAnswers.Row(key, new FirstAnswer(key.Digest, id, after.Version, Changed: true), now)]
            : [];
        var commit = new Commit(
            Guid.CreateVersion7(),
            [append, .. beside.Appends],
            [aggregate.Pages.Rows(after), .. beside.Rows, .. mark]);
        return (commit, new CommandOutcome<TView>.Done(after.State.View!, after.Version, Changed: true));
    }

    private static Commit Remembering(OnceKey key, FirstAnswer answer, Instant now) =>
        new(Guid.CreateVersion7(), [], [FirstAnswers.Row(key, answer, now)]);

    private static EventMetadata Metadata(Principal caller, CommandContext context, Instant now) =>
        new(now, caller.Subject, context.Reason, context.CorrelationId, context.CausationId)
        {
            Headers = TraceHeaders.OfActivity().AddRange(context.Provenance),
        };
}
