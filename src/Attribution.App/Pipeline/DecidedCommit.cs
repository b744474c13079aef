using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.App.Pipeline;

/// <summary>What one decision comes to: the answer once it is stored, and what there is to store.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="After">The stream after it.</param>
/// <param name="Events">What happened; none when it was refused or so already.</param>
/// <param name="Append">The append of the events; null without any.</param>
/// <param name="Mark">What makes it take effect once; empty when nothing has to be remembered.</param>
internal sealed record Decided<TState, TView, TEvent>(
    CommandOutcome<TView> Outcome,
    FetchedStream<WithView<TState, TView>> After,
    ImmutableArray<TEvent> Events,
    StreamAppend? Append,
    ImmutableArray<RowSet> Mark)
    where TState : class, IState<TState, TEvent>
    where TView : class
    where TEvent : class;

/// <summary>What decisions store, and the answers once it is stored.</summary>
internal static class DecidedCommit
{
    internal static Decided<TState, TView, TEvent> Of<TState, TView, TEvent>(
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
            return new(
                new CommandOutcome<TView>.Refused(rejection),
                fetched,
                [],
                null,
                context.Once is { KeepsRefusals: true } once
                    ? [FirstAnswers.Row(once, FirstAnswer.Refusal(once, id, version, rejection), now)]
                    : []);
        }

        if (decision.IsUnchanged)
        {
            return new(
                new CommandOutcome<TView>.Done(fetched.State.View!, version, Changed: false),
                fetched,
                [],
                null,
                Mark(context, id, version, changed: false, now));
        }

        var numbered = decision.Events.Select(happened => (Guid.CreateVersion7(), happened)).ToArray();
        var (append, after) = aggregate.Streams.Append(fetched, numbered, Metadata(caller, context, now));
        return new(
            new CommandOutcome<TView>.Done(after.State.View!, after.Version, Changed: true),
            after,
            [.. decision.Events],
            append,
            Mark(context, id, after.Version, changed: true, now));
    }

    /// <summary>The commit of decisions that were taken one after the other.</summary>
    /// <param name="aggregate">How the kind is stored.</param>
    /// <param name="fetched">The stream before the first of them.</param>
    /// <param name="decided">The decisions.</param>
    /// <param name="marks">Rows of the callers' own.</param>
    /// <returns>Null when there is nothing to store.</returns>
    internal static Commit? Of<TState, TView, TEvent>(
        Aggregate<TState, TView, TEvent> aggregate,
        FetchedStream<WithView<TState, TView>> fetched,
        IReadOnlyList<Decided<TState, TView, TEvent>> decided,
        IEnumerable<RowSet> marks)
        where TState : class, IState<TState, TEvent>
        where TView : class
        where TEvent : class
    {
        StreamAppend[] appends = [.. decided.Select(one => one.Append).OfType<StreamAppend>()];
        RowSet[] rows = [.. decided.SelectMany(one => one.Mark)];
        if (appends.Length == 0)
        {
            // What was looked up counts for events; a remembered refusal relies on nothing.
            return rows.Length == 0 ? null : new Commit(Guid.CreateVersion7(), [], [.. rows]);
        }

        var beside = aggregate.Accompany(
            fetched, [.. decided.SelectMany(one => one.Events)], appends[^1].Metadata);
        return new Commit(
            Guid.CreateVersion7(),
            [.. appends, .. beside.Appends],
            [aggregate.Pages.Rows(decided[^1].After), .. beside.Rows, .. rows, .. marks]);
    }

    private static ImmutableArray<RowSet> Mark(
        CommandContext context, Guid id, long version, bool changed, Instant now) => context.Once is { } once
            ? [FirstAnswers.Row(once, new FirstAnswer(once.Digest, id, version, changed), now)]
            : [];

    private static EventMetadata Metadata(Principal caller, CommandContext context, Instant now) =>
        new(now, caller.Subject, context.Reason, context.CorrelationId, context.CausationId)
        {
            Headers = TraceHeaders.OfActivityOr(context.TraceParent).AddRange(context.Provenance),
        };
}
