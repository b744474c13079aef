using System.Collections.Immutable;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
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
            return await ImportAsync(
                new ImportSource.Bundle(content), request, caller, report, [], progress, cancellation);
        }

        await using var copy = new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        await content.CopyToAsync(copy, cancellation);
        return await ImportAsync(new ImportSource.Bundle(copy), request, caller, report, [], progress, cancellation);
    }

    /// <param name="content">What is imported.</param>
    /// <param name="request">Where it comes from, and the label of what it does not mark.</param>
    /// <param name="caller">Who imports.</param>
    /// <param name="report">Told of every object.</param>
    /// <param name="atEnd">Rows that are stored in the commit that ends the import, and not without it.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellation">Ends the import; importing again goes on where it ended.</param>
    /// <exception cref="StixImportStopped">It could not go on.</exception>
    internal async Task<StixImportResult> ImportAsync(
        ImportSource content,
        StixImportRequest request,
        Principal caller,
        Action<StixImportItem> report,
        ImmutableArray<RowSet> atEnd,
        IProgress<StixImportCounts>? progress,
        CancellationToken cancellation)
    {
        var markings = new MarkingReader(store, request);
        await GatherAsync(content, markings, cancellation);
        var import = new ImportRecord(
            Guid.CreateVersion7(),
            caller,
            request.Source,
            clock.GetCurrentInstant(),
            Handling.OwnedBy(caller.Organisation, caller.Clearance).Normalised(caller.AsAuthor()),
            StixImportCounts.None,
            content.Container?.Id);
        var scope = new ImportScope(import.Id, caller, request, import.BundleId);
        await RecordAsync(import, [], cancellation);
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

        await RecordAsync(import with { CompletedAt = clock.GetCurrentInstant() }, atEnd, cancellation);
        return new StixImportResult(import.Id, import.BundleId, import.Counts);
    }

    private static async Task GatherAsync(
        ImportSource content, MarkingReader markings, CancellationToken cancellation)
    {
        await foreach (var entry in content.ReadAsync(cancellation))
        {
            if (entry.Object is { } found)
            {
                markings.Gather(found);
            }
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<StixEntry>> BatchesAsync(
        ImportSource content,
        bool wantsRelationships,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var (entries, bytes) = (new List<StixEntry>(), 0);
        await foreach (var entry in content.ReadAsync(cancellation))
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

        if (!wantsRelationships && content.Container is { } bundle)
        {
            entries.AddRange(new BundleCheck().Complete(bundle)
                .Select(finding => new StixEntry(null, null, finding, bundle.Id)));
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
            throw StixImportStopped.Away(away);
        }
    }

    private async Task RecordAsync(
        ImportRecord import, ImmutableArray<RowSet> along, CancellationToken cancellation)
    {
        try
        {
            await log.CommitAsync(
                new Commit(Guid.CreateVersion7(), [], [StixRows.Of(import), .. along]), cancellation);
        }
        catch (StoreUnavailable away)
        {
            throw StixImportStopped.Away(away);
        }
    }
}
