using System.Text.Json;
using Attribution.App.Tests.StixImport;
using Attribution.Domain.Access;
using Attribution.Testing;

namespace Attribution.App.Tests.Graph;

/// <summary>Real bundles, and a count of their relationships that shares no code with the import.</summary>
public sealed class RealGraphTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly string[] Kinds =
    [
        "campaign", "threat-actor", "intrusion-set", "attack-pattern", "indicator", "infrastructure", "malware", "tool",
        "vulnerability", "location", "identity",
    ];

    [SharedDataTheory]
    [InlineData("oasis/poisonivy.json")]
    [InlineData("oasis/infrastructure.json")]
    [InlineData("unit42/adept-libra.json.gz")]
    [InlineData("unit42/clean-ursa.json.gz")]
    public async Task The_relationships_of_a_real_bundle_are_the_edges_around_its_objects(string file)
    {
        var caller = Client.Anna with { Tenant = new TenantId(file) };
        var bundle = SharedData.ReadAllBytes(file);
        await database.System.ImportBytesAsync(caller, bundle, Tlp.Green);
        using var read = JsonDocument.Parse(bundle);
        var objects = read.RootElement.GetProperty("objects").EnumerateArray()
            .ToLookup(one => one.GetProperty("id").GetString()!);

        var said = objects.Select(one => one.Last())
            .Where(one => IsBetweenNodes(one, objects) && !IsFactOfCampaign(one))
            .Select(one => one.GetProperty("id").GetString()!)
            .ToHashSet();

        var found = new HashSet<string>();
        var reader = new Client(database.System, caller);
        foreach (var id in objects.Select(one => one.Key).Where(id => Kinds.Contains(TypeOf(id))))
        {
            found.UnionWith(await ImportedAsync(reader, id));
        }

        found.ShouldBe(said, ignoreOrder: true);
        found.ShouldNotBeEmpty();
    }

    private static bool IsBetweenNodes(JsonElement one, ILookup<string, JsonElement> objects) =>
        TypeOf(one.GetProperty("id").GetString()!) == "relationship"
        && new[] { "source_ref", "target_ref" }.Select(end => one.GetProperty(end).GetString()!)
            .All(end => Kinds.Contains(TypeOf(end)) && objects.Contains(end));

    /// <summary>These the campaign states.</summary>
    private static bool IsFactOfCampaign(JsonElement one) => (
            TypeOf(one.GetProperty("source_ref").GetString()!),
            one.GetProperty("relationship_type").GetString(),
            TypeOf(one.GetProperty("target_ref").GetString()!)) is
        ("campaign", "attributed-to", "intrusion-set" or "threat-actor") or ("campaign", "uses", "attack-pattern")
        or ("campaign", "targets", "identity" or "location") or ("indicator", "indicates", "campaign");

    private static string TypeOf(string id) => id.Split("--")[0];

    private static async Task<IEnumerable<string>> ImportedAsync(Client reader, string from)
    {
        var around = (await reader.RunAsync(
            """
            query Around($from: ID!) {
              relationships(from: $from, first: 1000) { hasMore relationships { import { stixId } } }
            }
            """,
            new { from })).GetProperty("relationships");
        around.GetProperty("hasMore").GetBoolean().ShouldBeFalse();
        return around.Items("relationships").Select(one => one.GetProperty("import"))
            .Where(import => import.ValueKind == JsonValueKind.Object)
            .Select(import => import.GetProperty("stixId").GetString()!);
    }
}
