using System.Collections.Immutable;
using System.Text.Json;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Confidence;
using Attribution.Domain.Diamond;
using Attribution.Stix;
using NodaTime;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixExport;

/// <summary>
/// What only we record, in one property-extension: the lifecycle of a campaign, the grade and standing of a
/// hypothesis, the diamonds of what a report tells. Its schema is <c>attribution-extension.schema.json</c>, and travels
/// in the definition itself.
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
            .Set(
                "description",
                "The lifecycle of a campaign, the grade and standing of an attribution, the diamonds of a report.")
            .Set("schema", ReadSchema())
            .Set("version", "1.0.0")
            .Set("extension_types", ["property-extension"])
            .Build(),
    ];

    /// <summary>Adds what we record about a campaign.</summary>
    internal static StixObjectBuilder WithRecordOf(
        this StixObjectBuilder builder, CampaignView campaign, IEnumerable<LifecycleStep> lifecycle) =>
        builder.Extension(Id.ToString(), writer =>
        {
            writer.WriteString("extension_type", "property-extension");
            writer.WriteString("status", Spelling.Of(campaign.Status));
            WriteText(writer, "threat_level", campaign.Profile.ThreatLevel is { } level ? Spelling.Of(level) : null);
            if (campaign.InitialConfidence is { } confidence)
            {
                writer.WritePropertyName("initial_confidence");
                writer.WriteStartObject();
                WriteGrade(writer, confidence);
                writer.WriteEndObject();
            }

            WriteList(writer, "history", [.. lifecycle], step =>
            {
                WriteTime(writer, "at", step.At);
                writer.WriteString("status", Spelling.Of(step.Status));
                WriteText(writer, "reason", step.Reason);
            });
        });

    /// <summary>Adds what we record about a hypothesis.</summary>
    internal static StixObjectBuilder WithRecordOf(
        this StixObjectBuilder builder, HypothesisView hypothesis, IEnumerable<ConfidencePoint> history) =>
        builder.Extension(Id.ToString(), writer =>
        {
            writer.WriteString("extension_type", "property-extension");
            writer.WriteString("status", Spelling.Of(hypothesis.Status));
            writer.WriteString("source", Spelling.Of(hypothesis.Source));
            writer.WritePropertyName("confidence");
            writer.WriteStartObject();
            WriteGrade(writer, hypothesis.Confidence);
            writer.WriteEndObject();
            WriteList(writer, "confidence_history", [.. history], point =>
            {
                WriteTime(writer, "at", point.At);
                WriteGrade(writer, point.Confidence);
                WriteText(writer, "reason", point.Reason);
            });
        });

    /// <summary>What kind of contributor an attribution is said to come from; null when it does not say. Anybody may
    /// have written it, so it only ever lowers trust.</summary>
    internal static Source? DeclaredSource(StixObject attribution) =>
        attribution.Extension(Id.ToString()) is { ValueKind: JsonValueKind.Object } record
        && record.TryGetProperty("source", out var source)
            ? Sources.Declared(source.ToString())
            : null;

    /// <summary>Adds what we infer from all that a report tells: the diamonds of its campaign.</summary>
    internal static StixObjectBuilder WithRecordOf(
        this StixObjectBuilder builder, ImmutableArray<VertexSet> diamonds, IReadOnlyCollection<StixId> told)
    {
        // A corner that the report does not tell of by itself is known by what it is, or not named at all.
        HashSet<string> ids = [.. told.Select(id => id.ToString())];
        return diamonds.IsEmpty ? builder : builder.Extension(Id.ToString(), writer =>
        {
            writer.WriteString("extension_type", "property-extension");
            WriteList(writer, "diamonds", diamonds, diamond =>
            {
                WriteText(writer, "phase", diamond.Phase);
                WriteText(writer, "adversary", diamond.Adversary is { } adversary ? NameOf(adversary) : null);
                WriteTexts(writer, "capabilities", diamond.Capabilities.Select(NameOf));
                WriteTexts(writer, "infrastructure", diamond.Infrastructure.Select(NameOf));
                WriteTexts(writer, "victims", diamond.Victims.Select(NameOf));
                if (diamond.ConfidencePercent is { } confidence)
                {
                    writer.WriteNumber("confidence", confidence);
                }

                writer.WriteString("result", Spelling.Of(diamond.Result));
                WriteTime(writer, "first_seen", diamond.FirstSeen);
                WriteTime(writer, "last_seen", diamond.LastSeen);
            });
        });

        string? NameOf(Vertex vertex) => vertex.Type switch
        {
            "attack-pattern" => vertex.Id,
            "indicator" => ids.Contains(vertex.Id) ? vertex.Id : null,
            _ => vertex.Name,
        };
    }

    private static void WriteGrade(Utf8JsonWriter writer, Assessment confidence)
    {
        writer.WriteString("reliability", confidence.Reliability.ToString());
        writer.WriteNumber("credibility", confidence.Credibility);
        writer.WriteNumber("value", confidence.Value);
        WriteText(writer, "rationale", confidence.Rationale);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, Instant? value) =>
        WriteText(writer, name, value is { } at ? StixTimestamp.From(at).Text : null);

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string?> values)
    {
        string[] known = [.. values.OfType<string>()];
        if (known.Length > 0)
        {
            writer.WriteStartArray(name);
            Array.ForEach(known, writer.WriteStringValue);
            writer.WriteEndArray();
        }
    }

    /// <summary>A list of objects; no list when there are none, because STIX has no empty ones.</summary>
    private static void WriteList<T>(
        Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<T> writeProperties)
    {
        if (items.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeProperties(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
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
