using System.Text;
using System.Text.Json;
using Attribution.Testing;

namespace Attribution.App.Tests.Diamond;

/// <summary>Diamonds of campaigns that were promoted from real clusters, against the lines of the file.</summary>
public sealed class RealDiamondTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly string[] OnNetwork = ["ipv4-addr", "domain-name", "url"];

    private readonly Client _anna = new(database.System, Client.Anna);

    [SharedDataFact]
    public async Task Diamonds_of_real_clusters_place_every_member_and_technique_and_invent_nothing()
    {
        var lines = Encoding.UTF8.GetString(SharedData.ReadAllBytes("clusters/unit42-clusters.ndjson"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        foreach (var cluster in lines.DistinctBy(line => line.GetProperty("id").GetString()))
        {
            var campaign = (await _anna.PromoteDistinctAsync(cluster)).GetProperty("campaign");

            var sets = await DiamondAsync(campaign.GetProperty("id").GetGuid());

            var members = Texts(cluster, "member_ids").Select(member => $"indicator--{member}").Distinct().ToArray();
            var isOnNetwork = OnNetwork.Contains(cluster.GetProperty("label").GetString()!.Split(':')[1]);
            Ids(sets, "infrastructure").ShouldBe(isOnNetwork ? members : [], ignoreOrder: true);
            Ids(sets, "capabilities").Where(id => id.StartsWith("indicator--", StringComparison.Ordinal))
                .ShouldBe(isOnNetwork ? [] : members, ignoreOrder: true);
            (await ResolvedAsync(Texts(campaign, "techniques"))).ShouldBeSubsetOf(Ids(sets, "capabilities"));
            Ids(sets, "victims").ShouldBeEmpty();
            sets.ShouldAllBe(set => set.GetProperty("adversary").ValueKind == JsonValueKind.Null);
        }
    }

    private async Task<JsonElement[]> DiamondAsync(Guid id) =>
    [
        .. (await _anna.RunAsync(
            """
            query Diamond($id: UUID!) {
              diamond(campaign: $id) {
                adversary { id } capabilities { id } infrastructure { id } victims { id }
              }
            }
            """,
            new { id })).GetProperty("diamond").EnumerateArray(),
    ];

    /// <summary>What the techniques stand for today, asked one by one.</summary>
    private async Task<IEnumerable<string>> ResolvedAsync(IEnumerable<string> techniques)
    {
        var today = new List<string>();
        foreach (var id in techniques)
        {
            var answer = (await _anna.RunAsync(
                "query Today($id: ID!) { technique(id: $id, domain: ENTERPRISE) { successor { id } } }", new { id }))
                .GetProperty("technique");
            var hasSuccessor = answer.ValueKind == JsonValueKind.Object
                && answer.GetProperty("successor").ValueKind == JsonValueKind.Object;
            today.Add(hasSuccessor ? answer.GetProperty("successor").GetProperty("id").GetString()! : id);
        }

        return today;
    }

    private static string[] Ids(JsonElement[] sets, string corner) =>
    [
        .. sets.SelectMany(set => set.GetProperty(corner).EnumerateArray())
            .Select(vertex => vertex.GetProperty("id").GetString()!).Distinct(),
    ];

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
