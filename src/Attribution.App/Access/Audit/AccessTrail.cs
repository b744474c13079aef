using System.Diagnostics;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using NodaTime;
using EventLog = Attribution.EventStore.EventLog;

namespace Attribution.App.Access.Audit;

/// <summary>Records who stepped out of a tenant, why, and what was read there: it is stored before anything is
/// answered, and what cannot be recorded is not read. What callers read at home is recorded as
/// <see cref="ReadingTrail"/> says.</summary>
internal sealed class AccessTrail : IAsyncDisposable
{
    private static readonly RowTable Table = new("access_audit", "tenant_id", "id");

    private readonly EventLog _log;
    private readonly IClock _clock;
    private readonly ReadingTrail _readings;

    /// <param name="log">Where entries are stored.</param>
    /// <param name="clock">Dates them.</param>
    /// <param name="readingShare">How much of ordinary reading is recorded.</param>
    /// <param name="time">By which entries are gathered; the system's unless a test gives another.</param>
    internal AccessTrail(EventLog log, IClock clock, double readingShare, TimeProvider? time = null)
    {
        (_log, _clock) = (log, clock);
        _readings = new ReadingTrail(StoreAsync, clock, readingShare, time ?? TimeProvider.System);
    }

    /// <summary>Records that a superuser steps out.</summary>
    /// <param name="caller">Who, still in its tenant.</param>
    /// <param name="reason">Why.</param>
    /// <param name="fields">What it asks for there.</param>
    internal async Task<Crossing> CrossAsync(Principal caller, string reason, IReadOnlyCollection<string> fields)
    {
        var crossing = new Crossing(Guid.CreateVersion7(), reason);
        var entry = new Entry(
            crossing.Id, caller with { Crossing = crossing }, caller.Tenant, _clock.GetCurrentInstant());
        await StoreAsync("CROSSING", [entry], Column.TextArray("fields", [.. fields.Order(StringComparer.Ordinal)]));
        return crossing;
    }

    /// <summary>Records which records a caller has read.</summary>
    internal async ValueTask NoteAsync(Principal caller, IEnumerable<IAuditedRecord> read)
    {
        if (caller.Crossing is null)
        {
            await _readings.NoteAsync(caller, read);
            return;
        }

        var records = read.DistinctBy(record => (record.Tenant, record.Id)).ToArray();
        if (records.Length > 0)
        {
            var now = _clock.GetCurrentInstant();
            await StoreReadAsync(
                [.. records.Select(record => new Entry(Guid.CreateVersion7(), caller, record.Tenant, now))],
                [.. records.Select(record => record.RecordType)],
                [.. records.Select(record => record.Id)]);
        }
    }

    /// <summary>Stores what waits, and ends.</summary>
    public ValueTask DisposeAsync() => _readings.DisposeAsync();

    private Task StoreAsync(IReadOnlyList<Reading> readings) => StoreReadAsync(
        [.. readings.Select(one => new Entry(one.Id, one.Caller, one.Tenant, one.At))],
        [.. readings.Select(one => one.RecordType)],
        [.. readings.Select(one => one.Record)]);

    private Task StoreReadAsync(Entry[] entries, string[] types, Guid[] records) => StoreAsync(
        "READ",
        entries,
        Column.Text("record_type", [.. types]),
        Column.Uuid("record_id", [.. records.Select(id => (Guid?)id)]));

    // Not cancelled with the request: a caller that hangs up has been answered, or will have asked.
    private async Task StoreAsync(string kind, Entry[] entries, params Column[] own)
    {
        var stored = await _log.CommitAsync(new Commit(
            Guid.CreateVersion7(), [], new RowSet(Table, RowChange.Insert, [.. ColumnsOf(kind, entries), .. own])));

        // Entries have ids of their own: what is there already was stored when the answer was lost.
        if (stored is not (CommitResult.Stored or CommitResult.DuplicateKey))
        {
            throw new UnreachableException($"The audit of access refused an entry: {stored}.");
        }
    }

    private static Column[] ColumnsOf(string kind, Entry[] entries) =>
    [
        Column.Text("tenant_id", [.. entries.Select(entry => entry.Tenant.Value)]),
        Column.Uuid("id", [.. entries.Select(entry => (Guid?)entry.Id)]),
        Column.Timestamp("at", [.. entries.Select(entry => (Instant?)entry.At)]),
        Column.Text("kind", [.. entries.Select(_ => kind)]),
        Column.Text("subject", [.. entries.Select(entry => entry.Caller.Subject)]),
        Column.Text("subject_tenant", [.. entries.Select(entry => entry.Caller.Tenant.Value)]),
        Column.Text("subject_organisation", [.. entries.Select(entry => entry.Caller.Organisation.Value)]),
        Column.Uuid("crossing", [.. entries.Select(entry => entry.Caller.Crossing?.Id)]),
        Column.Text("reason", [.. entries.Select(entry => entry.Caller.Crossing?.Reason)]),
    ];

    private sealed record Entry(Guid Id, Principal Caller, TenantId Tenant, Instant At);
}
