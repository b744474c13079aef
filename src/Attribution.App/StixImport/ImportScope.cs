using System.Collections.Immutable;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;

namespace Attribution.App.StixImport;

/// <summary>What all commands of one import have in common.</summary>
internal sealed record ImportScope(Guid Import, Principal Caller, StixImportRequest Request, string? BundleId)
{
    /// <summary>The events say where they come from: which import and bundle, and for a single object which version of
    /// it, who made it and how it was marked.</summary>
    internal CommandContext ContextOf(params IReadOnlyList<Arrival> objects)
    {
        var provenance = ImmutableSortedDictionary<string, string>.Empty
            .Add("stix-import", Import.ToString())
            .Add("stix-source", Request.Source);
        provenance = BundleId is { } bundle
            ? provenance.Add("stix-bundle", Storable.Text(bundle)!)
            : provenance;
        return new CommandContext(Reason: $"Import of STIX from {Request.Source}", CorrelationId: Import.ToString())
        {
            Provenance = objects is [var one] ? provenance.AddRange(Of(one)) : provenance,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(Arrival arrival)
    {
        yield return new("stix-object", arrival.Id);
        yield return new("stix-label", arrival.StatedLabel is { } label ? label.Print() : "none");
        if (arrival.Object.Version is { } version)
        {
            yield return new("stix-version", version.Text);
        }

        if (arrival.Object.CreatedBy is { } producer)
        {
            yield return new("stix-producer", producer.ToString());
        }
    }
}
