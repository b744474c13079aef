using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.App.StixImport;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.StixImport;

/// <summary>Makes bundles for tests, and imports them.</summary>
internal static class Bundle
{
    internal const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    internal const string Amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
    internal const string Red = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";

    private const string Created = "2025-01-10T09:00:00.000Z";

    internal static string NewId(string type) => $"{type}--{Guid.NewGuid()}";

    /// <summary>A versioned object with the given further properties.</summary>
    internal static JsonObject Object(string id, object properties, string modified = Created)
    {
        var made = new JsonObject
        {
            ["type"] = id.Split("--")[0],
            ["spec_version"] = "2.1",
            ["id"] = id,
            ["created"] = Created,
            ["modified"] = modified,
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(properties)!.AsObject())
        {
            made[name] = value?.DeepClone();
        }

        return made;
    }

    internal static JsonObject Campaign(string id, string name = "Night Heron", string? marking = null) =>
        Marked(Object(id, new { name }), marking);

    internal static JsonObject Actor(string id, string name = "Blue Ibis") => Object(id, new { name });

    internal static JsonObject Technique(string id, string technique) => Object(id, new
    {
        name = "A technique",
        external_references = new[] { new { source_name = "mitre-attack", external_id = technique } },
    });

    internal static JsonObject Indicator(string id) => Object(id, new
    {
        pattern = "[ipv4-addr:value = '198.51.100.3']",
        pattern_type = "stix",
        valid_from = Created,
        indicator_types = new[] { "malicious-activity" },
    });

    internal static JsonObject Relationship(
        string source, string type, string target, string? id = null, string modified = Created) => Object(
        id ?? NewId("relationship"),
        new { relationship_type = type, source_ref = source, target_ref = target },
        modified);

    internal static JsonObject With(this JsonObject made, string property, JsonNode value)
    {
        made[property] = value;
        return made;
    }

    internal static JsonObject Marked(this JsonObject made, string? marking) =>
        marking is null ? made : made.With("object_marking_refs", new JsonArray(marking));

    /// <summary>The text of a bundle of these.</summary>
    internal static string Of(params JsonObject[] objects) => new JsonObject
    {
        ["type"] = "bundle",
        ["id"] = NewId("bundle"),
        ["objects"] = new JsonArray([.. objects.Select(made => made.DeepClone())]),
    }.ToJsonString();

    /// <summary>Imports objects; answers what became of each, in their order.</summary>
    internal static async Task<List<StixImportItem>> ImportAsync(
        this AttributionSystem system, Principal caller, params JsonObject[] objects) =>
        await system.ImportTextAsync(caller, Of(objects));

    internal static async Task<List<StixImportItem>> ImportTextAsync(
        this AttributionSystem system, Principal caller, string bundle) =>
        await system.ImportBytesAsync(caller, Encoding.UTF8.GetBytes(bundle));

    internal static async Task<List<StixImportItem>> ImportBytesAsync(
        this AttributionSystem system, Principal caller, byte[] bundle, Tlp unmarked = Tlp.Amber)
    {
        var items = new List<StixImportItem>();
        using var content = new MemoryStream(bundle);
        await system.ImportStixAsync(content, new StixImportRequest("test", unmarked), caller, items.Add);
        return [.. items.OrderBy(item => item.Place ?? long.MaxValue)];
    }

    /// <summary>The outcomes of a report, with the codes of those that were not taken whole.</summary>
    internal static string[] Outcomes(this IEnumerable<StixImportItem> items) =>
        [.. items.Select(item => item.Code is null ? $"{item.Outcome}" : $"{item.Outcome} {item.Code}")];

    /// <summary>The UUID of a STIX id.</summary>
    internal static Guid UuidOf(string id) => Guid.Parse(id.Split("--")[1]);
}
