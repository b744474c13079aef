using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using NodaTime;
using Npgsql;

namespace Attribution.App.History;

/// <summary>Reads the events of streams from the log. Who reaches a page today may read all that made it; auditors may
/// also read what the label of an earlier day let them see (docs/decisions/0006).</summary>
internal sealed class PastEvents(CallerReads reads)
{
    /// <summary>The events of several streams of one kind in one statement, each stream's in order; none of a stream
    /// that does not exist for the caller.</summary>
    internal async Task<ILookup<Guid, RecordedEvent>> ReadAsync(
        Principal caller, HistoryKind kind, IReadOnlyCollection<Guid> streams, CancellationToken cancellation)
    {
        var events = new List<RecordedEvent>();
        await EachAsync(caller, kind, streams, bare: false, events.Add, cancellation);
        return events.ToLookup(happened => happened.Stream.Value);
    }

    /// <summary>The same events one after the other, while the database prints the next ones.</summary>
    /// <param name="caller">For whom is read.</param>
    /// <param name="kind">How the kind is read.</param>
    /// <param name="streams">Which.</param>
    /// <param name="bare">Whether headers, correlation and causation stay in the database.</param>
    /// <param name="each">Takes the next event. What it makes of it is not to be shown before all are read: then it is
    /// recorded who was shown it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task EachAsync(
        Principal caller,
        HistoryKind kind,
        IReadOnlyCollection<Guid> streams,
        bool bare,
        Action<RecordedEvent> each,
        CancellationToken cancellation)
    {
        var firsts = await reads.ListAsync(
            caller,
            kind.Statement,
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. streams] });
                parameters.Add(new NpgsqlParameter<bool> { TypedValue = !bare });
            },
            row =>
            {
                var happened = RecordedEvent.Read(row, bare);
                each(happened);
                return happened.Version == 1 ? happened : null;
            },
            cancellation);
        await reads.NoteAsync(
            caller,
            firsts.OfType<RecordedEvent>().Select(first => new Past(
                first.Stream.Value, new TenantId(first.Stream.TenantId), kind.CampaignOf(first))));
    }

    /// <summary>The events of one stream up to a moment for somebody whom the label of that moment let see it, and what
    /// has been redacted since; none when there was no such stream for the caller. It is recorded always.</summary>
    /// <exception cref="GraphQLException"><c>FORBIDDEN</c>: the caller is no auditor, or has stepped out of its
    /// tenant.</exception>
    internal async Task<IReadOnlyList<RecordedEvent>> ReadOfThatDayAsync(
        Principal caller, HistoryKind kind, Guid stream, Instant day, CancellationToken cancellation)
    {
        if (!caller.May(Permission.Audit) || caller.CrossesTenants)
        {
            throw new GraphQLException("Auditors alone read with the rights of that day, at home.", "FORBIDDEN");
        }

        if (kind.StatementOfThatDay is not { } statement)
        {
            return [];
        }

        var events = await reads.ListAsync(
            caller,
            statement,
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid> { TypedValue = stream });
                parameters.AddTime(day);
            },
            row => RecordedEvent.Read(row),
            cancellation);
        await reads.NoteAsync(
            caller,
            events.Take(1).Select(first => new Past(stream, caller.Tenant, kind.CampaignOf(first))
            {
                IsRecordedAlways = true,
            }));
        return events;
    }

    /// <summary>The past of a record, as something that was read.</summary>
    private sealed record Past(Guid Id, TenantId Tenant, Guid? Campaign) : IAuditedRecord
    {
        public string RecordType => "history";

        public bool IsRecordedAlways { get; init; }
    }
}
