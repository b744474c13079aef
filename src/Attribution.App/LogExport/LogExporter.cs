using System.Globalization;
using System.Text.Json.Nodes;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.LogExport;

/// <summary>The log for auditors: every event of what they may see, in the order of commits, page by page. Who took it
/// is recorded.</summary>
public sealed class LogExporter
{
    /// <summary>Events of one page.</summary>
    public const int PageMax = 1_000;

    /// <summary>Up to so many events of a tenant are gathered record by record and sorted; more are read along the log,
    /// where a page of them is not far.</summary>
    internal const int GatheredMax = 10_000;

    private const int CampaignColumn = 12;
    private const int RedactedColumn = 13;

    private readonly CallerReads _reads;
    private readonly Lookups _lookups;

    internal LogExporter(CallerReads reads, Lookups lookups) => (_reads, _lookups) = (reads, lookups);

    /// <summary>The events behind a place, each as a line of JSON; none when nothing has been stored since. Null when
    /// there is no such place for the auditor: what was seen when it was told may be hidden by now.</summary>
    /// <param name="auditor">For whom.</param>
    /// <param name="after">The <c>place</c> of the last event that was taken; null for the first page.</param>
    /// <param name="size">How many at most, 1 to <see cref="PageMax"/>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="GraphQLException"><c>FORBIDDEN</c>: not an auditor. <c>UNAVAILABLE</c>: the database is
    /// away.</exception>
    public Task<LogPage?> ReadAsync(
        Principal auditor, LogPlace? after, int size, CancellationToken cancellation) =>
        ReadAsync(auditor, after, size, GatheredMax, cancellation);

    internal async Task<LogPage?> ReadAsync(
        Principal auditor, LogPlace? after, int size, int gatheredMax, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, PageMax);
        if (!auditor.May(Permission.Audit))
        {
            throw new GraphQLException("Auditors alone export the log.", "FORBIDDEN");
        }

        var way = await HasFewEventsAsync(auditor, gatheredMax, cancellation)
            ? "read_log_by_records"
            : "read_log_along_events";
        // The page begins with the place itself, which tells whether it is one.
        var found = await EventsAsync(auditor, after, after is null ? size : size + 1, way, cancellation);
        if (after is not null && found.FirstOrDefault()?.Place != after)
        {
            return null;
        }

        var events = found.Skip(after is null ? 0 : 1).ToArray();
        await WithholdAsync(auditor, events, cancellation);
        await _reads.NoteAsync(auditor, events.Select(happened => new TakenEvent(happened)));
        return new LogPage([.. events.Select(happened => happened.ToLine())], events.LastOrDefault()?.Place ?? after);
    }

    private async Task<bool> HasFewEventsAsync(Principal auditor, int max, CancellationToken cancellation) =>
        (await DatabaseAway.OrToldAsync(() => _lookups.ListAsync(
            auditor,
            "has_few_events",
            parameters => parameters.Add(new NpgsqlParameter<int> { TypedValue = max }),
            row => row.GetBoolean(0),
            cancellation))).Single();

    private Task<List<ExportedEvent>> EventsAsync(
        Principal auditor, LogPlace? from, int limit, string way, CancellationToken cancellation) => _reads.ListAsync(
        auditor,
        parameters =>
        {
            parameters.AddOptional(from?.Stream, NpgsqlDbType.Uuid);
            parameters.AddOptional(from?.Version, NpgsqlDbType.Bigint);
            // In the text: a plan for any limit would be one for a tenth of the log.
            return SqlText.Get(way).Replace(
                "/*limit*/", limit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        },
        Planning.Once,
        Read,
        cancellation);

    private static ExportedEvent Read(NpgsqlDataReader row)
    {
        var record = RecordedEvent.Read(row);
        var redacted = row.GetFieldValue<string[]>(RedactedColumn).Select(RedactedEvents.Read).ToArray();
        return new ExportedEvent(
            record,
            row.IsDBNull(CampaignColumn) ? null : row.GetGuid(CampaignColumn),
            JsonNode.Parse(RedactedEvents.Without(record, redacted))!);
    }

    private async Task WithholdAsync(
        Principal auditor, IReadOnlyList<ExportedEvent> events, CancellationToken cancellation)
    {
        Guid[] named = [.. events.SelectMany(happened => RecordReferences.Of(happened.Data)).Distinct()];
        var seen = await _reads.ListAsync(
            auditor,
            "find_seen_records",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = named }),
            row => row.GetGuid(0),
            cancellation);
        foreach (var happened in events)
        {
            RecordReferences.Withhold(happened.Data, seen.ToHashSet());
        }
    }
}

/// <summary>Some of the log.</summary>
/// <param name="Lines">Each event, as JSON with a line end.</param>
/// <param name="Last">Where to go on; null while the log is empty.</param>
public sealed record LogPage(IReadOnlyList<byte[]> Lines, LogPlace? Last);
