using System.Security.Cryptography;
using Attribution.Domain.Access;
using Attribution.Stix;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixExport;

/// <summary>
/// Exports campaigns as one bundle. The objects are held in memory, because only the whole set says which references
/// stay inside it.
/// </summary>
internal sealed class StixExporter(ExportStore store, MaterialReader reader)
{
    // An object refers to its producer and its markings, and those to theirs; deeper chains are cut by the closure.
    private const int ReferenceRounds = 3;

    /// <param name="request">What is to be exported.</param>
    /// <param name="caller">For whom: what they may not see is not in it, not even by its id.</param>
    /// <param name="output">Receives the bundle, UTF-8.</param>
    /// <param name="cancellation">Ends the export.</param>
    internal async Task<StixExportResult> ExportAsync(
        StixExportRequest request, Principal caller, Stream output, CancellationToken cancellation)
    {
        var (objects, withheld) = await CollectAsync(request, caller, cancellation);
        var bundle = BundleId(objects);
        var writer = new StixBundleWriter(output, bundle);
        foreach (var written in objects)
        {
            await writer.WriteAsync(written, cancellation);
        }

        await writer.CompleteAsync(cancellation);
        return new StixExportResult(bundle.ToString(), objects.Length, withheld);
    }

    /// <summary>The objects of an export, by id, and how many links had to stay behind.</summary>
    internal async Task<(StixObject[] Objects, int Withheld)> CollectAsync(
        StixExportRequest request, Principal caller, CancellationToken cancellation)
    {
        var campaigns = await store.ListCampaignsAsync(caller, request, cancellation);
        var reading = new ExportReading(caller, request);
        var material = await reader.ReadAsync(campaigns, reading, cancellation);
        var audience = request.Ceiling < caller.Clearance ? request.Ceiling : caller.Clearance;
        var (objects, withheld) = (new Dictionary<StixId, StixObject>(), 0);
        foreach (var campaign in campaigns)
        {
            var export = new CampaignExport(campaign, material, request, audience);
            foreach (var written in export.Write())
            {
                AddLatest(objects, written);
            }

            withheld += export.Withheld;
        }

        await CompleteAsync(objects, reading, cancellation);
        var (closed, lost) = ReferenceClosure.Close(objects.Values);
        return (
            [.. closed.OrderBy(written => written.Id.ToString(), StringComparer.Ordinal)],
            withheld + lost.Count(reference => reference.ObjectLeftOut));
    }

    /// <summary>Two campaigns may tell of the same actor, each under its own label: the latest version is told.
    /// </summary>
    private static void AddLatest(Dictionary<StixId, StixObject> objects, StixObject written)
    {
        if (!objects.TryGetValue(written.Id, out var there) || there.Version?.Instant < written.Version?.Instant)
        {
            objects[written.Id] = written;
        }
    }

    /// <summary>Adds what the objects refer to: their producers, the definitions of their markings and extensions.
    /// </summary>
    private async Task CompleteAsync(
        Dictionary<StixId, StixObject> objects, ExportReading reading, CancellationToken cancellation)
    {
        if (objects.Values.Any(written => written.Extension(AttributionExtension.Id.ToString()) is not null))
        {
            foreach (var definition in AttributionExtension.Definition)
            {
                objects.TryAdd(definition.Id, definition);
            }
        }

        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < ReferenceRounds; round++)
        {
            string[] missing =
            [
                .. objects.Values.SelectMany(written => written.AllReferences())
                    .Where(reference => reference.Property is "created_by_ref" or "object_marking_refs"
                        or "marking_ref" or "sample_refs" or "object_refs" or "observed_data_refs"
                        or "where_sighted_refs")
                    .Select(reference => reference.Target)
                    .Where(id => !objects.ContainsKey(id) && Stix.Tlp.Find(id) is null)
                    .Select(id => id.ToString())
                    .Where(asked.Add),
            ];
            if (missing.Length == 0)
            {
                break;
            }

            foreach (var found in await store.FindObjectsAsync(reading, missing, cancellation))
            {
                objects.TryAdd(found.Content.Id, found.Content);
            }
        }
    }

    /// <summary>The same content, the same bundle.</summary>
    private static StixId BundleId(IEnumerable<StixObject> objects)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var written in objects)
        {
            hash.AppendData(written.Utf8);
        }

        return DeterministicId.For("bundle", Convert.ToHexString(hash.GetHashAndReset()));
    }
}
