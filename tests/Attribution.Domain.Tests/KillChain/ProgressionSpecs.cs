using Attribution.Domain.KillChain;
using static Attribution.Domain.Tests.KillChain.AttackSample;

namespace Attribution.Domain.Tests.KillChain;

public sealed class ProgressionSpecs
{
    [Fact]
    public void Phases_and_gaps_stand_in_the_order_of_the_matrix()
    {
        var progression = ChainOf("T1105", "T1566");

        progression.Phases.Select(phase => phase.Tactic.Id).ShouldBe(["TA0001", "TA0011"]);
        progression.Gaps.Select(tactic => tactic.Id).ShouldBe(["TA0043", "TA0003", "TA0006", "TA0010"]);
    }

    [Fact]
    public void The_deepest_phase_is_the_last_observed_one() =>
        ChainOf("T1105", "T1566").Deepest!.Name.ShouldBe("Command and Control");

    [Fact]
    public void Without_techniques_there_is_no_deepest_phase_and_no_coverage()
    {
        var progression = ChainOf();

        progression.Deepest.ShouldBeNull();
        progression.CoveragePercent.ShouldBe(0);
        progression.Gaps.Length.ShouldBe(6);
    }

    [Theory]
    [InlineData(new[] { "T1566" }, "16.7")]
    [InlineData(new[] { "T1566", "T1105" }, "33.3")]
    [InlineData(new[] { "T1566", "T1566", "T1566.001" }, "16.7")]
    [InlineData(new[] { "T1078", "T1003", "T1105", "T1901" }, "83.3")]
    public void Coverage_has_one_decimal(string[] techniques, string percent) =>
        $"{ChainOf(techniques).CoveragePercent}".ShouldBe(percent);

    [Fact]
    public void Half_of_a_decimal_is_rounded_up()
    {
        ImmutableArray<Tactic> sixteen =
            [.. Enumerable.Range(1, 16).Select(number => new Tactic($"TA{number:0000}", $"{number}", $"{number}"))];
        var release = new AttackRelease(
            AttackDomain.Enterprise, "1.0", sixteen, [new Technique("T1566", "Phishing", ["TA0001", "TA0001"])]);

        Progression.Of(release, [new Observation("T1566")]).CoveragePercent.ShouldBe(6.3m);
        release.TacticsOf(release.Find("T1566")!).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_technique_counts_for_each_of_its_tactics() =>
        ChainOf("T1078").Phases.Select(phase => phase.Tactic.Id).ShouldBe(["TA0001", "TA0003"]);

    [Fact]
    public void A_sub_technique_counts_for_its_parent()
    {
        var technique = ChainOf("T1566.001").Phases.ShouldHaveSingleItem().Techniques.ShouldHaveSingleItem();

        technique.Id.ShouldBe("T1566");
        technique.IsObserved.ShouldBeFalse();
        technique.SubTechniques.ShouldBe(["T1566.001"]);
    }

    [Fact]
    public void A_parent_and_its_sub_technique_are_one_technique_of_the_phase() =>
        ChainOf("T1566", "T1566.001").Phases.ShouldHaveSingleItem()
            .Techniques.ShouldHaveSingleItem().IsObserved.ShouldBeTrue();

    [Fact]
    public void A_sub_technique_without_tactics_serves_those_of_its_parent() =>
        ChainOf("T1003.001").Deepest!.Id.ShouldBe("TA0006");

    [Fact]
    public void A_revoked_id_counts_as_its_successor_and_says_so()
    {
        var progression = ChainOf("T1075");

        progression.Deepest!.Id.ShouldBe("TA0003");
        progression.Retired.ShouldBe([new RetiredTechnique("T1075", "T1550.002", IsRevoked: true)]);
    }

    [Fact]
    public void A_deprecated_id_without_a_successor_counts_as_itself_and_says_so()
    {
        var progression = ChainOf("T1043");

        progression.Deepest!.Id.ShouldBe("TA0011");
        progression.Retired.ShouldBe([new RetiredTechnique("T1043", Successor: null, IsRevoked: false)]);
    }

    [Fact]
    public void Successors_that_lead_in_a_circle_end_somewhere() =>
        ChainOf("T1901").Deepest!.Id.ShouldBe("TA0010");

    [Fact]
    public void Ids_the_release_does_not_know_are_listed_and_never_dropped()
    {
        var progression = ChainOf("T9999", "t9998.001", "T1566");

        progression.Unknown.ShouldBe(["T9998.001", "T9999"]);
        progression.Phases.Length.ShouldBe(1);
    }

    [Fact]
    public void A_tactic_that_the_matrix_lacks_is_no_phase() => ChainOf("T1999").Phases.ShouldBeEmpty();

    [Fact]
    public void A_phase_carries_its_first_and_last_observation_and_their_events()
    {
        Observation[] observations =
        [
            new("T1566", Sample.Now, Event: 7),
            new("T1566.001", Sample.Now - Duration.FromDays(3), Event: 4),
            new("T1566", At: null, Event: 9),
            new("T1105", Sample.Now + Duration.FromDays(1), Event: 11),
        ];

        var phase = Progression.Of(Release, observations).Phases[0];

        phase.FirstObserved.ShouldBe(Sample.Now - Duration.FromDays(3));
        phase.LastObserved.ShouldBe(Sample.Now);
        phase.Events.ShouldBe([4L, 7L, 9L]);
    }

    [Fact]
    public void Techniques_compare_by_jaccard_with_sub_techniques_counted_for_their_parents()
    {
        var comparison = Comparison.Of(Release, ["T1566.001", "T1105", "T9999"], ["T1566", "T1003"]);

        comparison.Techniques.Shared.ShouldBe(["T1566"]);
        comparison.Techniques.OnlyFirst.ShouldBe(["T1105", "T9999"]);
        comparison.Techniques.OnlySecond.ShouldBe(["T1003"]);
        comparison.Techniques.Jaccard.ShouldBe(0.25);
    }

    [Fact]
    public void Tactics_compare_by_jaccard() =>
        Comparison.Of(Release, ["T1078"], ["T1566"]).Tactics.Jaccard.ShouldBe(0.5);

    [Fact]
    public void A_revoked_technique_compares_as_its_successor() =>
        Comparison.Of(Release, ["T1075"], ["T1550.002"]).Techniques.Jaccard.ShouldBe(1);

    [Fact]
    public void Two_that_do_nothing_have_nothing_in_common() =>
        Comparison.Of(Release, [], []).Techniques.Jaccard.ShouldBe(0);

    [Fact]
    public void A_technique_of_which_only_sub_techniques_were_seen_scores_these_alone() =>
        NavigatorLayer.Of("Night Ferry", ChainOf("T1566.001"))
            .Techniques.Select(technique => (technique.TechniqueId, technique.Score))
            .ShouldBe([("T1566", 1), ("T1566.001", 1)]);

    [Fact]
    public void A_layer_for_the_navigator_is_exported() =>
        Approval.Verify(
            StoredJson.Write(NavigatorLayer.Of("Night Ferry", ChainOf("T1566", "T1566.001", "T1078", "T9999"))),
            "navigator-layer.json");
}
