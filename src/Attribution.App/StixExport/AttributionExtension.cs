using System.Text.Json;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Storage;
using Attribution.Domain.Confidence;
using Attribution.Stix;
using NodaTime;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixExport;

/// <summary>
/// What only we record, in one property-extension: the lifecycle of a campaign, the grade and standing of a
/// hypothesis. Its schema is <c>attribution-extension.schema.json</c>, and travels in the definition itself.
/// </summary>
internal static class AttributionExtension
{
    private const string SchemaResource = "attribution-extension.schema.json";

    /// <summary>When the definition was first published: what never changes needs a date that never does.</summary>
    private static readonly Instant Published = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static readonly StixId Author = DeterministicId.For("identity", "attribution");

    /// <summary>Never changes: peers know the extension by it.</summary>
    internal static StixId Id { get; } =
        StixId.Create("extension-definition", new Guid("6f0d9c0c-3a77-4e6d-9d0c-0b6f8f2f7a51"));

    /// <summary>The definition, and the identity of who defined it.</summary>
    internal static IReadOnlyList<StixObject> Definition { get; } =
    [
        StixObjectBuilder.Versioned(Author, Published, Published)
            .Set("name", "Attribution")
            .Set("description", "The software that keeps the campaigns and attributions of this bundle.")
            .Set("identity_class", "system")
            .Build(),
        StixObjectBuilder.Versioned(Id, Published, Published)
            .Set("created_by_ref", Author)
            .Set("name", "Attribution record")
            .Set("description", "The lifecycle of a campaign, and the grade and standing of an attribution.")
            .Set("schema", ReadSchema())
            .Set("version", "1.0.0")
            .Set("extension_types", ["property-extension"])
            .Build(),
    ];

    /// <summary>Adds what we record about a campaign.</summary>
    internal static StixObjectBuilder WithRecordOf(this StixObjectBuilder builder, CampaignView campaign) =>
        builder.Extension(Id.ToString(), writer =>
        {
            writer.WriteString("extension_type", "property-extension");
            writer.WriteString("status", Spelling.Of(campaign.Status));
            if (campaign.Profile.ThreatLevel is { } level)
            {
                writer.WriteString("threat_level", Spelling.Of(level));
            }

            if (campaign.InitialConfidence is { } confidence)
            {
                writer.WritePropertyName("initial_confidence");
                Write(writer, confidence);
            }
        });

    /// <summary>Adds what we record about a hypothesis.</summary>
    internal static StixObjectBuilder WithRecordOf(this StixObjectBuilder builder, HypothesisView hypothesis) =>
        builder.Extension(Id.ToString(), writer =>
        {
            writer.WriteString("extension_type", "property-extension");
            writer.WriteString("status", Spelling.Of(hypothesis.Status));
            writer.WriteString("source", Spelling.Of(hypothesis.Source));
            writer.WritePropertyName("confidence");
            Write(writer, hypothesis.Confidence);
        });

    private static void Write(Utf8JsonWriter writer, Assessment confidence)
    {
        writer.WriteStartObject();
        writer.WriteString("reliability", confidence.Reliability.ToString());
        writer.WriteNumber("credibility", confidence.Credibility);
        writer.WriteNumber("value", confidence.Value);
        if (confidence.Rationale is { } rationale)
        {
            writer.WriteString("rationale", rationale);
        }

        writer.WriteEndObject();
    }

    private static string ReadSchema()
    {
        var assembly = typeof(AttributionExtension).Assembly;
        var name = assembly.GetManifestResourceNames()
            .Single(resource => resource.EndsWith(SchemaResource, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().Trim();
    }
}
