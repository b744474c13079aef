using Attribution.App.KillChain.Releases;
using Attribution.Domain.KillChain;
using Attribution.Testing;

namespace Attribution.App.Tests.KillChain;

public sealed class AttackBundleTests
{
    [Fact]
    public async Task A_bundle_becomes_facts_in_the_order_of_its_matrix()
    {
        var reading = await AttackBundle.ReadAsync(SmallBundle.Of(), version: null);

        reading.Facts!.Print().ShouldBe(
            "copyright\tCopyright somebody.\n"
            + "release\tics\t17.0\n"
            + "tactic\tTA9002\tentry\tEntry\n"
            + "tactic\tTA9001\tdamage\tDamage\n"
            + "technique\tT9001\tPhishing\tTA9002\n"
            + "technique\tT9001.001\tBy Mail\tTA9002\n"
            + "technique\tT9002\tNew Way, Old Number\tTA9001\n"
            + "technique\tT9003\tNew Way\tTA9001,TA9002\n"
            + "technique\tT9004\tForgotten\tTA9001\tdeprecated\n");
    }

    [Fact]
    public async Task What_is_no_object_is_counted_and_costs_only_itself()
    {
        var reading = await AttackBundle.ReadAsync(SmallBundle.Of(), version: null);

        (reading.Unreadable, reading.Problem).ShouldBe((1, null));
    }

    [Fact]
    public async Task Facts_survive_being_printed_and_read()
    {
        var facts = (await AttackBundle.ReadAsync(SmallBundle.Of(), version: null)).Facts!;

        AttackFactsText.Read(new StringReader(facts.Print())).Print().ShouldBe(facts.Print());
    }

    [Fact]
    public void A_revoked_technique_survives_being_printed_and_read()
    {
        var facts = new AttackFacts(
            new AttackRelease(
                AttackDomain.Mobile,
                "1.0",
                [new Tactic("TA1", "one", "One")],
                [
                    new Technique("T1", "Old", [], IsRevoked: true, RevokedBy: "T2"),
                    new Technique("T2", "Tab\tand\nline", ["TA1"], IsRevoked: true, IsDeprecated: true),
                ]),
            "Nobody's.");

        var read = AttackFactsText.Read(new StringReader(facts.Print())).Release;

        read.Find("T1").ShouldBe(new Technique("T1", "Old", [], IsRevoked: true, RevokedBy: "T2"), Same);
        read.Find("T2")!.Name.ShouldBe("Tab and line");
        (read.Find("T2")!.IsRevoked, read.Find("T2")!.IsDeprecated).ShouldBe((true, true));
    }

    [Theory]
    [InlineData("", "MALFORMED_BUNDLE")]
    [InlineData("nonsense", "MALFORMED_BUNDLE")]
    [InlineData("[1,2]", "NOT_AN_ATTACK_RELEASE")]
    [InlineData("""{"type":"bundle","objects":[{"type":""", "MALFORMED_BUNDLE")]
    [InlineData("""{"type":"bundle","objects":[]}""", "NOT_AN_ATTACK_RELEASE")]
    public async Task What_is_no_release_is_refused_with_a_reason(string text, string code)
    {
        var reading = await AttackBundle.ReadAsync(SmallBundle.Text(text), "18.1");

        (reading.Facts, reading.Problem!.Code).ShouldBe((null, code));
    }

    [Theory]
    [InlineData("ics-attack", 2, "1.0", "NOT_AN_ATTACK_RELEASE")]
    [InlineData("kitchen-attack", 1, "1.0", "NOT_AN_ATTACK_RELEASE")]
    [InlineData("ics-attack", 1, null, "RELEASE_REQUIRED")]
    [InlineData("ics-attack", 1, "newest", "INVALID_RELEASE")]
    public async Task A_release_needs_one_matrix_and_a_number(
        string domain, int matrices, string? version, string code)
    {
        var bundle = SmallBundle.Of(domain, version: null, matrices: matrices);

        var reading = await AttackBundle.ReadAsync(bundle, version);

        reading.Problem!.Code.ShouldBe(code);
    }

    [SharedDataTheory]
    [InlineData("enterprise-attack-18.1", "18.1", 14, 835)]
    [InlineData("mobile-attack-18.1", "18.1", 12, 190)]
    [InlineData("ics-attack-17.1", null, 12, 95)]
    [InlineData("ics-attack-18.1", null, 12, 95)]
    public async Task Every_real_release_is_read(string file, string? version, int tactics, int techniques)
    {
        var reading = await ReadRealAsync(file, version);

        (reading.Unreadable, reading.Problem).ShouldBe((0, null));
        reading.Facts!.Release.Tactics.Length.ShouldBe(tactics);
        reading.Facts.Release.Techniques.Count.ShouldBe(techniques);
    }

    [SharedDataFact]
    public async Task What_is_shipped_is_what_the_generator_prints_of_the_real_release()
    {
        var reading = await ReadRealAsync("enterprise-attack-18.1", "18.1");

        reading.Facts!.Print().ShouldBe(await File.ReadAllTextAsync(
            Repository.PathTo("src/Attribution.App/KillChain/Releases/enterprise-18.1.tsv")));
        reading.Objects.ShouldBe(24_771);
    }

    private static async Task<AttackReading> ReadRealAsync(string file, string? version)
    {
        using var content = new MemoryStream(SharedData.ReadAllBytes($"attack/{file}.json.gz"));
        return await AttackBundle.ReadAsync(content, version);
    }

    private static IEqualityComparer<Technique?> Same { get; } = EqualityComparer<Technique?>.Create(
        (one, other) => one! with { Tactics = [] } == other! with { Tactics = [] }
            && one.Tactics.SequenceEqual(other.Tactics));
}
