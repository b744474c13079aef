using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Npgsql;

namespace Attribution.App.History;

/// <summary>Reads the events of streams from the log. Who reaches a page today may read all that made it.</summary>
internal sealed class PastEvents(CallerReads reads)
{
    /// <summary>The events of several streams of one kind in one statement, each stream's in order; none of a stream
    /// that does not exist for the caller.</summary>
    internal async Task<ILookup<Guid, RecordedEvent>> ReadAsync(
        Principal caller, HistoryKind kind, IReadOnlyCollection<Guid> streams, CancellationToken cancellation)
    {
        var events = await reads.ListAsync(
            caller,
            kind.Statement,
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. streams] }),
            RecordedEvent.Read,
            cancellation);
        await reads.NoteAsync(
            caller,
            events.Select(happened => new Past(
                happened.Stream.Value,
                new TenantId(happened.Stream.TenantId),
                kind.IsOfCampaigns ? happened.Stream.Value : null)));
        return events.ToLookup(happened => happened.Stream.Value);
    }

    /// <summary>The past of a record, as something that was read.</summary>
    private sealed record Past(Guid Id, TenantId Tenant, Guid? Campaign) : IAuditedRecord
    {
        public string RecordType => "history";
    }
}
