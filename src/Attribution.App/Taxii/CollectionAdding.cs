using Attribution.App.StixImport;
using Attribution.Domain.Access;
using Attribution.Stix;
using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.App.Taxii;

/// <summary>
/// Adds what a peer sends to a collection: it is imported as through any other door, and is in the collection when the
/// import keeps it. One that is interrupted is sent again; what is there already is no error.
/// </summary>
internal sealed class CollectionAdding(CollectionAdding.Import import, CollectionContent content, IClock clock)
{
    /// <summary>Adds objects; answers what became of each.</summary>
    /// <param name="caller">Who may contribute.</param>
    /// <param name="collection">One that accepts objects.</param>
    /// <param name="entries">What stands in the envelope.</param>
    /// <param name="cancellation">Ends it; what was imported stays.</param>
    /// <exception cref="StixImportStopped">It could not go on.</exception>
    internal async Task<TaxiiStatus> AddAsync(
        Principal caller,
        ServedCollection collection,
        IReadOnlyList<StixEntry> entries,
        CancellationToken cancellation)
    {
        var requested = clock.GetCurrentInstant();
        var request = new StixImportRequest($"taxii:{collection.Id}", collection.Ceiling);
        var problems = await FindProblemsAsync(caller, collection, entries, request, cancellation);
        StixEntry[] welcome = [.. entries.Where(entry => !problems.ContainsKey(entry))];
        foreach (var (entry, item) in await ImportAsync(caller, welcome, request, cancellation))
        {
            if (item.Outcome == StixImportOutcome.Refused)
            {
                problems[entry] = $"{item.Code}: {item.Message}";
            }
        }

        StixObject[] added =
        [
            .. welcome.Where(entry => !problems.ContainsKey(entry))
                .Select(entry => entry.Object!)
                .DistinctBy(ObjectKey.Of),
        ];
        await using (var change = await content.ChangeAsync(collection, cancellation))
        {
            if (change is not null)
            {
                await change.PutAsync(added, areAdded: true, requested, cancellation);
                await change.CommitAsync(upTo: null, cancellation);
            }
        }

        return StatusOf(entries, problems, requested);
    }

    /// <summary>Why entries are not even imported: they cannot be read, whoever adds them may not bring them, or they
    /// would be above what the collection's readers may see.</summary>
    private async Task<Dictionary<StixEntry, string>> FindProblemsAsync(
        Principal caller,
        ServedCollection collection,
        IReadOnlyList<StixEntry> entries,
        StixImportRequest request,
        CancellationToken cancellation)
    {
        var markings = new MarkingReader(import.Store, request);
        foreach (var entry in entries.Where(entry => entry.Object is not null))
        {
            markings.Gather(entry.Object!);
        }

        var problems = entries.Where(entry => entry.Object is null)
            .ToDictionary(entry => entry, entry => $"{entry.Problem!.Code}: {entry.Problem.Message}");
        var byPlace = entries.Where(entry => entry.Object is not null).ToDictionary(entry => entry.Index!.Value);
        foreach (var arrival in await markings.ReadAsync(entries, caller, cancellation))
        {
            if (!arrival.IsKept)
            {
                problems[byPlace[arrival.Place!.Value]] = $"{arrival.Code}: {arrival.Message}";
            }
            else if (arrival.Handling.Tlp > collection.Ceiling)
            {
                problems[byPlace[arrival.Place!.Value]] =
                    $"ABOVE_CEILING: It is {arrival.Handling.Tlp.Print()}, the collection {collection.Ceiling.Print()}"
                    + " at most.";
            }
        }

        return problems;
    }

    private async Task<IEnumerable<(StixEntry Entry, StixImportItem Item)>> ImportAsync(
        Principal caller,
        StixEntry[] welcome,
        StixImportRequest request,
        CancellationToken cancellation)
    {
        if (welcome.Length == 0)
        {
            return [];
        }

        var items = new List<StixImportItem>();
        await import.Importer.ImportAsync(
            new ImportSource.Entries(welcome), request, caller, items.Add, atEnd: [], progress: null, cancellation);
        var byPlace = welcome.ToDictionary(entry => entry.Index!.Value);
        return items.Where(item => item.Place is not null).Select(item => (byPlace[item.Place!.Value], item));
    }

    /// <summary>The import, and what it knows of markings.</summary>
    internal sealed record Import(StixImporter Importer, StixStore Store);

    private static TaxiiStatus StatusOf(
        IReadOnlyList<StixEntry> entries, Dictionary<StixEntry, string> problems, Instant requested)
    {
        var successes = entries.Where(entry => !problems.ContainsKey(entry)).Select(entry => Detail(entry, null));
        var failures = entries.Where(problems.ContainsKey).Select(entry => Detail(entry, problems[entry]));
        return new TaxiiStatus(
            Guid.NewGuid().ToString(),
            IsComplete: true,
            requested,
            entries.Count,
            entries.Count - problems.Count,
            [.. successes],
            problems.Count,
            [.. failures],
            PendingCount: 0,
            Pendings: []);

        // The standard wants an id and a version of each, also of what has none.
        TaxiiStatusDetail Detail(StixEntry entry, string? message) => new(
            entry.Object?.Id.ToString() ?? entry.ClaimedId ?? $"object {entry.Index}",
            entry.Object?.Version?.Text ?? TaxiiTimestamp.Format(requested),
            message);
    }
}
