using System.Collections.Immutable;
using Attribution.App.Graph.Imported;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using Attribution.Stix;
using NodaTime;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixImport;

/// <summary>
/// Takes some hundred objects at once: judges them against the versions that are known, applies what they state, and
/// stores them with their lines of the report in one commit. The commands come before that commit and change nothing
/// when they are sent again, so a batch that stops anywhere is simply taken again.
/// </summary>
internal sealed class ImportBatch(StixStore store, Statements statements, EventLog log, IClock clock)
{
    // Each round means that another import stored one of the objects meanwhile; the next one finds it known.
    private const int RoundsMax = 3;

    /// <summary>Takes the objects; answers their lines of the report.</summary>
    /// <param name="entries">The objects, or what stood in their place.</param>
    /// <param name="import">The import so far.</param>
    /// <param name="scope">What all commands of the import have in common.</param>
    /// <param name="markings">Understands the objects' markings.</param>
    /// <param name="cancellation">Ends it; what was stored stays.</param>
    internal async Task<ImmutableArray<StixImportItem>> TakeAsync(
        IReadOnlyList<StixEntry> entries,
        ImportRecord import,
        ImportScope scope,
        MarkingReader markings,
        CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            var arrivals = await markings.ReadAsync(entries, scope.Caller, cancellation);
            await JudgeAsync(arrivals, scope.Caller, cancellation);
            var woken = await WakeAsync(arrivals, scope.Caller, cancellation);
            Arrival[] current = [.. arrivals.Where(arrival => arrival.IsKept), .. woken.Select(pair => pair.Arrival)];
            await ApplyAsync(current, scope, cancellation);
            var awake = woken.Select(pair => pair.Arrival).Where(arrival => arrival.Missing.IsEmpty);
            var items = Report(entries, [.. arrivals, .. awake], import.Counts.Total);
            switch (await log.CommitAsync(Commit(arrivals, woken, items, import), cancellation))
            {
                case CommitResult.Stored:
                    return items;
                case var refused when round == RoundsMax:
                    throw new StixImportStopped(
                        "CONFLICT",
                        $"Other imports keep bringing the same objects ({refused}); import again when they are done.");
            }
        }
    }

    private async Task JudgeAsync(
        IReadOnlyList<Arrival> arrivals, Principal caller, CancellationToken cancellation)
    {
        var known = await store.FindVersionsAsync(
            caller, [.. arrivals.Select(arrival => arrival.Id).Distinct(StringComparer.Ordinal)], cancellation);
        foreach (var arrival in arrivals.Where(arrival => arrival.IsKept))
        {
            arrival.Before = known.GetValueOrDefault(arrival.Id);
            Judgement.Pronounce(arrival);
            if (arrival.IsKept)
            {
                known[arrival.Id] = new KnownVersion(
                    arrival.Version, arrival.Object.Type == "campaign" ? arrival.Object : null);
            }
        }
    }

    private async Task<List<(Arrival Arrival, ImmutableArray<StixId> WaitedFor)>> WakeAsync(
        IReadOnlyList<Arrival> arrivals, Principal caller, CancellationToken cancellation)
    {
        string[] come = [.. arrivals
            .Where(arrival => arrival.IsKept && arrival.Before is null && arrival.Object.Type != "relationship")
            .Select(arrival => arrival.Id)];
        var waiting = await store.FindWaitingAsync(caller, come, cancellation);
        return waiting.ConvertAll(relationship => (
            new Arrival(relationship.Content, place: null, relationship.StatedLabel, relationship.Handling),
            relationship.WaitsFor));
    }

    private async Task ApplyAsync(
        IReadOnlyList<Arrival> arrivals, ImportScope scope, CancellationToken cancellation)
    {
        // Campaigns come first, so that the links of the same batch find them.
        var relationships = arrivals.ToLookup(arrival => Translation.EndsNeeded(arrival.Object).Length > 0);
        await ApplyAsync(relationships[false], new Dictionary<StixId, RelationshipEnd>(), scope, cancellation);
        var ends = await FindEndsAsync([.. relationships[true]], arrivals, scope.Caller, cancellation);
        foreach (var arrival in relationships[true])
        {
            ImmutableArray<StixId> missing =
                [.. Translation.EndsNeeded(arrival.Object).Where(end => !ends.ContainsKey(end))];
            if (missing.Length > 0 && !arrival.Object.IsRevoked)
            {
                arrival.Wait(missing);
            }
        }

        await ApplyAsync(relationships[true].Where(arrival => arrival.IsKept && arrival.Missing.IsEmpty), ends, scope,
            cancellation);
    }

    private Task ApplyAsync(
        IEnumerable<Arrival> arrivals,
        IReadOnlyDictionary<StixId, RelationshipEnd> ends,
        ImportScope scope,
        CancellationToken cancellation) => statements.ApplyAsync(
            [.. arrivals.Select(arrival => Translation.Read(arrival, ends)).OfType<Statement>()], scope, cancellation);

    private async Task<Dictionary<StixId, RelationshipEnd>> FindEndsAsync(
        IReadOnlyList<Arrival> relationships,
        IReadOnlyList<Arrival> arrivals,
        Principal caller,
        CancellationToken cancellation)
    {
        HashSet<StixId> needed = [.. relationships.SelectMany(arrival => Translation.EndsNeeded(arrival.Object))];
        var ends = await store.FindEndsAsync(caller, [.. needed.Select(id => id.ToString())], cancellation);
        foreach (var campaign in await statements.FindCampaignsAsync(
            caller, [.. needed.Where(id => id.Type == "campaign").Select(id => id.Uuid)], cancellation))
        {
            ends.TryAdd(
                StixId.Create("campaign", campaign.Id),
                new RelationshipEnd(campaign.Profile.Name, Technique: null, StatedLabel: null, Content: null));
        }

        foreach (var arrival in arrivals.Where(arrival => arrival.IsKept && needed.Contains(arrival.Object.Id)))
        {
            ends[arrival.Object.Id] = RelationshipEnd.Of(arrival);
        }

        return ends;
    }

    private static ImmutableArray<StixImportItem> Report(
        IReadOnlyList<StixEntry> entries, IReadOnlyList<Arrival> arrivals, long first)
    {
        var broken = entries.Where(entry => entry.Object is null).Select(entry => new StixImportItem(
            0, entry.Index, entry.ClaimedId, Version: null, OutcomeOf(entry.Problem!), entry.Problem!.Code,
            entry.Problem.Message, entry.Problem.Path, []));
        var read = arrivals.Select(arrival => new StixImportItem(
            0, arrival.Place, arrival.Id, arrival.Object.Version?.Text, arrival.Outcome, arrival.Code,
            arrival.Message, arrival.Path, arrival.Findings));
        return
        [
            .. broken.Concat(read)
                .OrderBy(item => item.Place ?? long.MaxValue)
                .Select((item, index) => item with { Number = first + index }),
        ];
    }

    /// <summary>What is only odd about a bundle as a whole costs nothing.</summary>
    private static StixImportOutcome OutcomeOf(StixFinding problem) =>
        problem.Severity == FindingSeverity.Warning ? StixImportOutcome.Opaque : StixImportOutcome.Refused;

    private Commit Commit(
        IReadOnlyList<Arrival> arrivals,
        IReadOnlyList<(Arrival Arrival, ImmutableArray<StixId> WaitedFor)> woken,
        ImmutableArray<StixImportItem> items,
        ImportRecord import)
    {
        Arrival[] kept = [.. arrivals.Where(arrival => arrival.IsKept)];
        var caller = import.Caller;
        (string Missing, string Object)[] waits =
            [.. kept.SelectMany(arrival => arrival.Missing, (arrival, end) => (end.ToString(), arrival.Id)).Distinct()];
        (string Missing, string Object)[] done =
        [
            .. woken.SelectMany(pair => pair.WaitedFor.Except(pair.Arrival.Missing),
                (pair, end) => (end.ToString(), pair.Arrival.Id)),
        ];
        return new Commit(
            Guid.CreateVersion7(),
            [],
            [
                StixRows.Of(kept, caller.Tenant, import.Id, clock.GetCurrentInstant()),
                StixRows.OfWaiting(waits, caller, RowChange.Upsert),
                StixRows.OfWaiting(done, caller, RowChange.Delete),
                StixRows.Of(items, caller.Tenant, import.Id),
                .. ImportedGraph.Rows(kept.Select(arrival => arrival.InGraph(caller.Tenant))),
            ]);
    }
}
