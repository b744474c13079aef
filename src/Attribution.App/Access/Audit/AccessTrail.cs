using System.Collections.Immutable;
using System.Diagnostics;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using NodaTime;
using EventLog = Attribution.EventStore.EventLog;

namespace Attribution.App.Access.Audit;

/// <summary>Records who stepped out of a tenant, why, and what was read there. It is stored before anything is
/// answered: what cannot be recorded is not read.</summary>
internal sealed class AccessTrail(EventLog log, IClock clock)
{
    private static readonly RowTable Table = new("access_audit", "tenant_id", "id");

    /// <summary>Records that a superuser steps out.</summary>
    /// <param name="caller">Who, still in its tenant.</param>
    /// <param name="reason">Why.</param>
    /// <param name="fields">What it asks for there.</param>
    internal async Task<Crossing> CrossAsync(Principal caller, string reason, IReadOnlyCollection<string> fields)
    {
        var crossing = new Crossing(Guid.CreateVersion7(), reason);
        await StoreAsync(Entries("CROSSING", caller, crossing, [caller.Tenant], [crossing.Id]),
            Column.TextArray("fields", [.. fields.Order(StringComparer.Ordinal)]));
        return crossing;
    }

    /// <summary>Records which records a caller has read.</summary>
    /// <param name="caller">Who; what it reads in its own tenant is not recorded.</param>
    /// <param name="read">The records.</param>
    internal async Task NoteAsync(Principal caller, IEnumerable<IAuditedRecord> read)
    {
        if (caller.Crossing is not { } crossing)
        {
            return;
        }

        var records = read.DistinctBy(record => (record.Tenant, record.Id)).ToArray();
        if (records.Length == 0)
        {
            return;
        }

        ImmutableArray<TenantId> tenants = [.. records.Select(record => record.Tenant)];
        await StoreAsync(
            Entries("READ", caller, crossing, tenants, [.. records.Select(_ => Guid.CreateVersion7())]),
            Column.Text("record_type", [.. records.Select(record => record.RecordType)]),
            Column.Uuid("record_id", [.. records.Select(record => (Guid?)record.Id)]));
    }

    private Column[] Entries(
        string kind, Principal caller, Crossing crossing, ImmutableArray<TenantId> tenants, ImmutableArray<Guid> ids)
    {
        var at = clock.GetCurrentInstant();
        return
        [
            Column.Text("tenant_id", [.. tenants.Select(tenant => tenant.Value)]),
            Column.Uuid("id", [.. ids.Select(id => (Guid?)id)]),
            Column.Timestamp("at", [.. ids.Select(_ => (Instant?)at)]),
            Column.Text("kind", [.. ids.Select(_ => kind)]),
            Column.Text("subject", [.. ids.Select(_ => caller.Subject)]),
            Column.Text("subject_tenant", [.. ids.Select(_ => caller.Tenant.Value)]),
            Column.Text("subject_organisation", [.. ids.Select(_ => caller.Organisation.Value)]),
            Column.Uuid("crossing", [.. ids.Select(_ => (Guid?)crossing.Id)]),
            Column.Text("reason", [.. ids.Select(_ => crossing.Reason)]),
        ];
    }

    // Not cancelled with the request: a caller that hangs up has been answered, or will have asked.
    private async Task StoreAsync(Column[] entries, params Column[] own)
    {
        var stored = await log.CommitAsync(new Commit(
            Guid.CreateVersion7(), [], new RowSet(Table, RowChange.Insert, [.. entries, .. own])));
        if (stored is not CommitResult.Stored)
        {
            throw new UnreachableException($"The audit of access refused an entry: {stored}.");
        }
    }
}
