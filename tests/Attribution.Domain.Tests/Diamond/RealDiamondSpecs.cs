using System.Text.Json;
using Attribution.Domain.Diamond;

namespace Attribution.Domain.Tests.Diamond;

/// <summary>Diamonds of the real Unit 42 bundles name what the bundle states about each campaign.</summary>
public sealed class RealDiamondSpecs
{
    [SharedDataFact]
    public void Diamonds_name_the_intrusion_set_techniques_indicators_and_targets_that_the_bundle_states()
    {
        var campaigns = 0;
        foreach (var file in Directory.EnumerateFiles(SharedData.PathTo("unit42"), "*.json.gz"))
        {
            using var bundle = JsonDocument.Parse(SharedData.ReadAllBytes($"unit42/{Path.GetFileName(file)}"));
            campaigns += Verify(bundle.RootElement.GetProperty("objects").EnumerateArray().ToList());
        }

        campaigns.ShouldBeGreaterThan(50);
    }

    private static int Verify(List<JsonElement> objects)
    {
        var edges = objects.Where(o => Text(o, "type") == "relationship")
            .Select(o => new GraphEdge(Text(o, "source_ref")!, Text(o, "relationship_type")!, Text(o, "target_ref")!))
            .ToList();
        var nodes = objects.Where(o => Text(o, "type") != "relationship").Select(AsNode).ToList();
        var graph = new EvidenceGraph(nodes, edges);
        var campaigns = nodes.Where(node => node.Type == "campaign").ToList();
        foreach (var campaign in campaigns)
        {
            var sets = DiamondAnalysis.Infer(graph, campaign.Id);
            var members = sets
                .SelectMany(set => set.Capabilities.Concat(set.Infrastructure))
                .Select(vertex => vertex.Id)
                .ToHashSet();

            Known(edges.Where(e => e.From == campaign.Id && e.Type == "uses").Select(e => e.To))
                .ShouldBeSubsetOf(members);
            Known(edges.Where(e => e.To == campaign.Id && e.Type == "indicates").Select(e => e.From))
                .ShouldBeSubsetOf(members);
            sets.Select(set => set.Adversary?.Id).OfType<string>().Distinct().ShouldBe(
                Known(edges.Where(e => e.From == campaign.Id && e.Type == "attributed-to").Select(e => e.To)).Take(1));
            sets.SelectMany(set => set.Victims).Select(vertex => vertex.Id).Distinct().Order().ShouldBe(
                Known(edges.Where(e => e.From == campaign.Id && e.Type == "targets").Select(e => e.To)).Order());
        }

        return campaigns.Count;

        IEnumerable<string> Known(IEnumerable<string> ids) => ids.Distinct().Where(id => graph.Find(id) is not null);
    }

    private static GraphNode AsNode(JsonElement o) => new(
        Text(o, "id")!,
        Text(o, "type")!,
        Text(o, "name"),
        o.TryGetProperty("kill_chain_phases", out var phases)
            ? [.. phases.EnumerateArray().Where(p => Text(p, "kill_chain_name") == "mitre-attack")
                .Select(p => Text(p, "phase_name")!)]
            : default,
        Text(o, "pattern"));

    private static string? Text(JsonElement o, string name) =>
        o.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
