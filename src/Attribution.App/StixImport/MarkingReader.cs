using Attribution.Domain.Access;
using Attribution.Stix;
using Handling = Attribution.Domain.Access.Handling;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixImport;

/// <summary>
/// Decides by its markings who may see an object. Definitions may stand anywhere in a bundle, also behind the objects
/// they are about, so they are gathered before the objects are taken. A marking that nobody here understands counts as
/// the most restrictive one.
/// </summary>
internal sealed class MarkingReader(StixStore store, StixImportRequest request)
{
    // More than any real bundle has; the definitions of a hostile one beyond it are markings nobody understands.
    private const int DefinitionsMax = 10_000;

    private readonly Dictionary<StixId, StixObject> _definitions = [];

    /// <summary>Remembers an object when it defines a marking.</summary>
    internal void Gather(StixObject content)
    {
        if (content.Type == "marking-definition" && _definitions.Count < DefinitionsMax)
        {
            _definitions.TryAdd(content.Id, content);
        }
    }

    /// <summary>The objects among the entries, each with its handling; those the caller may not bring are ended.
    /// </summary>
    internal async Task<List<Arrival>> ReadAsync(
        IReadOnlyList<StixEntry> entries, Principal caller, CancellationToken cancellation)
    {
        StixEntry[] readable = [.. entries.Where(entry => entry.Object is not null)];
        await LoadAsync(readable, caller, cancellation);
        return [.. readable.Select(entry => Read(entry.Object!, entry.Index, caller))];
    }

    private async Task LoadAsync(
        IEnumerable<StixEntry> entries, Principal caller, CancellationToken cancellation)
    {
        string[] unknown =
        [
            .. entries.SelectMany(entry => entry.Object!.References("object_marking_refs")
                    .Concat(GranularMarking.Of(entry.Object).Select(granular => granular.Marking).OfType<StixId>()))
                .Distinct()
                .Where(id => Stix.Tlp.LevelOf(id) is null && !_definitions.ContainsKey(id))
                .Select(id => id.ToString()),
        ];
        foreach (var (id, end) in await store.FindEndsAsync(caller, unknown, cancellation))
        {
            if (end.Content is { } definition && _definitions.Count < DefinitionsMax)
            {
                _definitions.TryAdd(id, definition);
            }
        }
    }

    private Arrival Read(StixObject content, long? place, Principal caller)
    {
        var marking = EffectiveMarking.Of(content, _definitions.GetValueOrDefault);
        var stated = marking.Level?.ToLabel();
        var handling = Handling.OwnedBy(caller.Organisation, stated ?? request.Unmarked)
            .Normalised(caller.AsAuthor());
        var arrival = new Arrival(content, place, stated, handling)
        {
            Findings = [.. ObjectCheck.Check(content), .. marking.NotUnderstood.Select(NotUnderstood)],
        };
        if (Visibility.WriteProblem(caller, handling) is { } problem)
        {
            arrival.End(StixImportOutcome.Refused, problem.Code, problem.Message, "/object_marking_refs");
        }

        return arrival;
    }

    private static StixFinding NotUnderstood(string marking) => new(
        FindingSeverity.Warning,
        FindingCodes.InvalidMarking,
        "/object_marking_refs",
        $"Nobody here understands the marking {marking}, so the object is treated as TLP:RED.");
}
