using System.Collections.Immutable;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Attribution.Stix;
using NodaTime;
using Npgsql;
using Handling = Attribution.Domain.Access.Handling;

namespace Attribution.App.StixImport;

/// <summary>
/// Imports a bundle of any length. It is read three times - for the marking definitions, for everything but
/// relationships, for the relationships - because a bundle has no order; memory holds one batch.
/// </summary>
internal sealed class StixImporter(StixStore store, ImportBatch batch, EventLog log, IClock clock)
{
    private const int ObjectsPerBatch = 500;
    private const int BytesPerBatch = 4 * 1024 * 1024;

    /// <param name="content">The bundle; UTF-8. One that cannot be read twice is copied to a temporary file.</param>
    /// <param name="request">Where it comes from, and the label of what it does not mark.</param>
    /// <param name="caller">Who imports: tenant, organisation and the kind of contributor come from it.</param>
    /// <param name="report">Told of every object.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellation">Ends the import; importing again goes on where it ended.</param>
    /// <exception cref="StixImportStopped">It could not go on.</exception>
    internal async Task<StixImportResult> ImportAsync(
        Stream content,
        StixImportRequest request,
        Principal caller,
        Action<StixImportItem> report,
        IProgress<StixImportCounts>? progress,
        CancellationToken cancellation)
    {
        if (content.CanSeek)
        {
            return await RunAsync(content, request, caller, report, progress, cancellation);
        }

        await using var copy = new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        await content.CopyToAsync(copy, cancellation);
        return await RunAsync(copy, request, caller, report, progress, cancellation);
    }

    private async Task<StixImportResult> RunAsync(
        Stream content,
        StixImportRequest request,
        Principal caller,
        Action<StixImportItem> report,
        IProgress<StixImportCounts>? progress,
        CancellationToken cancellation)
    {
        var markings = new MarkingReader(store, request);
        var container = await GatherAsync(content, markings, cancellation);
        var import = new ImportRecord(
            Guid.CreateVersion7(),
            caller,
            request.Source,
            clock.GetCurrentInstant(),
            Handling.OwnedBy(caller.Organisation, caller.Clearance).Normalised(caller.AsAuthor()),
            StixImportCounts.None,
            container.Id);
        var scope = new ImportScope(import.Id, caller, request, container.Id);
        await RecordAsync(import, cancellation);
        foreach (var wantsRelationships in new[] { false, true })
        {
            await foreach (var entries in BatchesAsync(content, wantsRelationships, cancellation))
            {
                var items = await TakeAsync(entries, import, scope, markings, cancellation);
                import = import with { Counts = items.Aggregate(import.Counts, (sum, item) => sum.With(item.Outcome)) };
                foreach (var item in items)
                {
                    report(item);
                }

                progress?.Report(import.Counts);
            }
        }

        await RecordAsync(import with { CompletedAt = clock.GetCurrentInstant() }, cancellation);
        return new StixImportResult(import.Id, container.Id, import.Counts);
    }

    private static async Task<StixContainer> GatherAsync(
        Stream content, MarkingReader markings, CancellationToken cancellation)
    {
        content.Position = 0;
        var reader = new StixReader(content);
        await foreach (var entry in reader.ReadAsync(cancellation))
        {
            if (entry.Object is { } found)
            {
                markings.Gather(found);
            }
        }

        return reader.Container;
    }

    private static async IAsyncEnumerable<IReadOnlyList<StixEntry>> BatchesAsync(
        Stream content,
        bool wantsRelationships,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        content.Position = 0;
        var reader = new StixReader(content);
        var (entries, bytes) = (new List<StixEntry>(), 0);
        await foreach (var entry in reader.ReadAsync(cancellation))
        {
            if (entry.Object?.Type is "relationship" != wantsRelationships)
            {
                continue;
            }

            entries.Add(entry);
            bytes += entry.Object?.Utf8.Length ?? 0;
            if (entries.Count == ObjectsPerBatch || bytes > BytesPerBatch)
            {
                yield return entries;
                (entries, bytes) = ([], 0);
            }
        }

        if (!wantsRelationships)
        {
            entries.AddRange(new BundleCheck().Complete(reader.Container)
                .Select(finding => new StixEntry(null, null, finding, reader.Container.Id)));
        }

        if (entries.Count > 0)
        {
            yield return entries;
        }
    }

    private async Task<ImmutableArray<StixImportItem>> TakeAsync(
        IReadOnlyList<StixEntry> entries,
        ImportRecord import,
        ImportScope scope,
        MarkingReader markings,
        CancellationToken cancellation)
    {
        try
        {
            return await batch.TakeAsync(entries, import, scope, markings, cancellation);
        }
        catch (Exception away) when (away is StoreUnavailable
            or GraphQLException { Code: "UNAVAILABLE" } or NpgsqlException { IsTransient: true })
        {
            throw Stopped(away);
        }
    }

    private async Task RecordAsync(ImportRecord import, CancellationToken cancellation)
    {
        try
        {
            await log.CommitAsync(new Commit(Guid.CreateVersion7(), [], StixRows.Of(import)), cancellation);
        }
        catch (StoreUnavailable away)
        {
            throw Stopped(away);
        }
    }

    private static StixImportStopped Stopped(Exception cause) => new(
        "The database went away. What was stored stays; import the bundle again when it is back.", cause);
}
