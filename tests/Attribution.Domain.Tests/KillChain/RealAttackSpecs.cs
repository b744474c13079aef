using System.Text.Json;
using Attribution.Domain.KillChain;

namespace Attribution.Domain.Tests.KillChain;

/// <summary>The kill chains of real campaigns, computed a second time from the bundle without our types.</summary>
public sealed class RealAttackSpecs
{
    private static readonly Lazy<Dictionary<string, JsonElement>> Objects = new(() =>
        JsonDocument.Parse(SharedData.ReadAllBytes("attack/enterprise-attack-18.1.json.gz")).RootElement
            .GetProperty("objects").EnumerateArray().ToDictionary(o => o.GetProperty("id").GetString()!));

    [SharedDataFact]
    public void Kill_chains_of_every_real_campaign_equal_an_independent_count()
    {
        var release = Release();
        var matrix = Tactics();
        var campaigns = Of("campaign").Where(o => !Flag(o, "x_mitre_deprecated") && !Flag(o, "revoked")).ToList();
        campaigns.Count.ShouldBe(52);
        foreach (var campaign in campaigns)
        {
            var used = Used(campaign.GetProperty("id").GetString()!).ToList();

            var progression = Progression.Of(release, used.Select(o => new Observation(AttackId(o))));

            var observed = used.SelectMany(PhaseNames).ToHashSet();
            var expected = matrix.Where(tactic => observed.Contains(tactic.ShortName)).ToList();
            progression.Phases.Select(phase => phase.Tactic).ShouldBe(expected);
            progression.Gaps.ShouldBe(matrix.Except(expected));
            progression.Deepest.ShouldBe(expected.LastOrDefault());
            progression.CoveragePercent.ShouldBe(decimal.Round(expected.Count * 100m / matrix.Count, 1));
            progression.Unknown.ShouldBeEmpty();
            foreach (var phase in progression.Phases)
            {
                phase.Techniques.Select(technique => technique.Id).Order().ShouldBe(
                    used.Where(o => PhaseNames(o).Contains(phase.Tactic.ShortName))
                        .Select(o => AttackId(o)[..5]).Distinct().Order());
            }
        }
    }

    [SharedDataFact]
    public void Every_revoked_technique_of_the_release_is_resolved()
    {
        var release = Release();

        var revoked = release.Techniques.Where(technique => technique.IsRevoked).ToList();

        revoked.Count.ShouldBe(132);
        revoked.Select(technique => release.Resolve(technique.Id)!).ShouldAllBe(technique => technique.IsCurrent);
    }

    private static AttackRelease Release()
    {
        var tactics = Tactics();
        var ids = tactics.ToDictionary(tactic => tactic.ShortName, tactic => tactic.Id);
        var successors = Of("relationship")
            .Where(r => Text(r, "relationship_type") == "revoked-by")
            .ToDictionary(r => Text(r, "source_ref"), r => AttackId(Objects.Value[Text(r, "target_ref")]));
        return new AttackRelease(AttackDomain.Enterprise, "18.1", [.. tactics], Of("attack-pattern").Select(o =>
            new Technique(
                AttackId(o),
                Text(o, "name"),
                [.. PhaseNames(o).Where(ids.ContainsKey).Select(name => ids[name])],
                Flag(o, "revoked"),
                Flag(o, "x_mitre_deprecated"),
                successors.GetValueOrDefault(Text(o, "id"))))
            // An id that was given to a successor again must not be hidden by its revoked namesake.
            .OrderBy(technique => technique.IsCurrent));
    }

    private static List<Tactic> Tactics() =>
        [.. Of("x-mitre-matrix").Single().GetProperty("tactic_refs").EnumerateArray()
            .Select(reference => Objects.Value[reference.GetString()!])
            .Select(o => new Tactic(AttackId(o), Text(o, "x_mitre_shortname"), Text(o, "name")))];

    private static IEnumerable<JsonElement> Used(string campaign) =>
        Of("relationship")
            .Where(r => Text(r, "relationship_type") == "uses" && Text(r, "source_ref") == campaign)
            .Where(r => !Flag(r, "x_mitre_deprecated") && !Flag(r, "revoked"))
            .Select(r => Objects.Value[Text(r, "target_ref")])
            .Where(o => Text(o, "type") == "attack-pattern");

    private static IEnumerable<JsonElement> Of(string type) =>
        Objects.Value.Values.Where(o => Text(o, "type") == type);

    private static IEnumerable<string> PhaseNames(JsonElement o) =>
        o.TryGetProperty("kill_chain_phases", out var phases)
            ? phases.EnumerateArray().Select(phase => Text(phase, "phase_name"))
            : [];

    private static string AttackId(JsonElement o) =>
        Text(o.GetProperty("external_references").EnumerateArray()
            .First(reference => Text(reference, "source_name") == "mitre-attack"), "external_id");

    private static string Text(JsonElement o, string name) => o.GetProperty(name).GetString()!;

    private static bool Flag(JsonElement o, string name) => o.TryGetProperty(name, out var flag) && flag.GetBoolean();
}
