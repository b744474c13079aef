using System.Text.Json;
using Attribution.Testing;

namespace Attribution.App.Tests.KillChain;

/// <summary>The kill chains of MITRE's own campaigns, as the system answers them, against a count made from the bundle
/// by other means.</summary>
public sealed class RealKillChainTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Lazy<Dictionary<string, JsonElement>> Objects = new(() =>
        JsonDocument.Parse(SharedData.ReadAllBytes("attack/enterprise-attack-18.1.json.gz")).RootElement
            .GetProperty("objects").EnumerateArray()
            .ToDictionary(o => o.GetProperty("id").GetString()!, StringComparer.Ordinal));

    private readonly Client _anna = new(database.System, Client.Anna);

    [SharedDataFact]
    public async Task Kill_chains_of_the_52_real_campaigns_equal_an_independent_count()
    {
        var matrix = Of("x-mitre-matrix").Single().GetProperty("tactic_refs").EnumerateArray()
            .Select(reference => Objects.Value[reference.GetString()!]).ToArray();
        var uses = Of("relationship").Where(o => Text(o, "relationship_type") == "uses" && !IsRetired(o))
            .ToLookup(o => Text(o, "source_ref"), o => Objects.Value[Text(o, "target_ref")]);
        var campaigns = Of("campaign").Where(o => !IsRetired(o)).ToArray();
        campaigns.Length.ShouldBe(52);
        using (var bundle = new MemoryStream(SharedData.ReadAllBytes("attack/enterprise-attack-18.1.json.gz")))
        {
            (await database.System.ImportAttackAsync(bundle, "18.1")).Reading.Problem.ShouldBeNull();
        }

        foreach (var campaign in campaigns)
        {
            var used = uses[Text(campaign, "id")].Where(o => Text(o, "type") == "attack-pattern").ToArray();
            var phases = matrix
                .Select(tactic => (Tactic: tactic, Used: used.Where(o => Phases(o).Contains(ShortName(tactic)))))
                .Where(phase => phase.Used.Any()).ToArray();

            var chain = await ChainAsync(Text(campaign, "name"), used.Select(AttackId));

            Texts(chain.GetProperty("phases"), "tactic").ShouldBe(phases.Select(phase => AttackId(phase.Tactic)));
            Texts(chain.GetProperty("gaps"), "id").ShouldBe(
                matrix.Select(AttackId).Except(phases.Select(phase => AttackId(phase.Tactic))));
            chain.GetProperty("coverage").GetDouble().ShouldBe(
                Math.Round(100.0 * phases.Length / matrix.Length, 1), Text(campaign, "name"));
            Deepest(chain).ShouldBe(phases is [.., var last] ? AttackId(last.Tactic) : null);
            chain.GetProperty("unrecognised").GetArrayLength().ShouldBe(0);
            foreach (var (answered, counted) in chain.GetProperty("phases").EnumerateArray().Zip(phases))
            {
                Seen(answered).Order(StringComparer.Ordinal)
                    .ShouldBe(counted.Used.Select(AttackId).Distinct().Order(StringComparer.Ordinal));
            }
        }
    }

    [SharedDataFact]
    public void The_parent_of_a_sub_technique_is_in_its_id()
    {
        var relations = Of("relationship").Where(o => Text(o, "relationship_type") == "subtechnique-of").ToArray();

        relations.Length.ShouldBe(477);
        relations.ShouldAllBe(o => AttackId(Objects.Value[Text(o, "source_ref")]).StartsWith(
            $"{AttackId(Objects.Value[Text(o, "target_ref")])}."));
    }

    private async Task<JsonElement> ChainAsync(string name, IEnumerable<string> techniques)
    {
        var cluster = Clusters.Some();
        (cluster["label"], cluster["suggested_campaign"]) = ("real", name);
        cluster["techniques"] = techniques.ToArray();
        var id = (await _anna.PromoteAsync(cluster)).GetProperty("campaign").GetProperty("id").GetGuid();
        return (await _anna.RunAsync(
            """
            query Chain($id: UUID!) {
              campaign(id: $id) {
                killChain(release: "18.1") {
                  coverage deepest { id } gaps { id } unrecognised
                  phases { tactic techniques { id observed subTechniques } }
                }
              }
            }
            """,
            new { id })).GetProperty("campaign").GetProperty("killChain");
    }

    private static string? Deepest(JsonElement chain) =>
        chain.GetProperty("deepest") is { ValueKind: JsonValueKind.Object } tactic
            ? tactic.GetProperty("id").GetString()
            : null;

    private static IEnumerable<string?> Seen(JsonElement phase) =>
        phase.GetProperty("techniques").EnumerateArray().SelectMany(technique =>
            technique.GetProperty("subTechniques").EnumerateArray().Select(sub => sub.GetString())
                .Concat(technique.GetProperty("observed").GetBoolean()
                    ? [technique.GetProperty("id").GetString()]
                    : []));

    private static IEnumerable<JsonElement> Of(string type) =>
        Objects.Value.Values.Where(o => Text(o, "type") == type);

    private static IEnumerable<string> Phases(JsonElement o) =>
        o.TryGetProperty("kill_chain_phases", out var phases)
            ? phases.EnumerateArray().Select(phase => Text(phase, "phase_name"))
            : [];

    private static string ShortName(JsonElement tactic) => Text(tactic, "x_mitre_shortname");

    private static string AttackId(JsonElement o) => Text(
        o.GetProperty("external_references").EnumerateArray()
            .First(reference => Text(reference, "source_name") == "mitre-attack"),
        "external_id");

    private static bool IsRetired(JsonElement o) => Flag(o, "revoked") || Flag(o, "x_mitre_deprecated");

    private static bool Flag(JsonElement o, string name) => o.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static string Text(JsonElement o, string name) => o.GetProperty(name).GetString()!;

    private static IEnumerable<string?> Texts(JsonElement list, string name) =>
        list.EnumerateArray().Select(item => item.GetProperty(name).GetString());
}
