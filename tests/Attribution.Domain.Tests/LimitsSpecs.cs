using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using Attribution.Domain.Infrastructure;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests;

/// <summary>What lies exactly at a limit is taken, and the next beyond it is refused.</summary>
public sealed class LimitsSpecs
{
    private static readonly CreateCampaign Create =
        new(CampaignId, Tenant, Profile, Parent: null, AmberHandling, Analyst, Now);

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "TEXT_TOO_LONG")]
    public void A_name_has_five_hundred_characters_at_most(int length, string? code) =>
        CodeOf(Profile with { Name = new string('x', length) }).ShouldBe(code);

    [Theory]
    [InlineData(4_000, null)]
    [InlineData(4_001, "TEXT_TOO_LONG")]
    public void A_reason_has_four_thousand_characters_at_most(int length, string? code)
    {
        var changes = new ProfileChanges { Name = new("Day Ferry") };

        CodeOf(new ReviseProfile(changes, new string('x', length), Analyst, Now)
            .Decide(Campaign.Initial.Evolve(Created))).ShouldBe(code);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "TOO_MANY_ITEMS")]
    public void A_campaign_has_two_hundred_aliases_at_most(int count, string? code) =>
        CodeOf(Profile with { Aliases = Texts(count) }).ShouldBe(code);

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "TOO_MANY_ITEMS")]
    public void A_campaign_has_a_hundred_objectives_at_most(int count, string? code) =>
        CodeOf(Profile with { Objectives = Texts(count) }).ShouldBe(code);

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "FUTURE_DATE")]
    public void A_senders_clock_runs_five_minutes_ahead_at_most(int seconds, string? code) =>
        CodeOf(Profile with { FirstSeen = Now + Duration.FromSeconds(seconds) }).ShouldBe(code);

    [Fact]
    public void A_campaign_may_end_the_moment_it_began() =>
        CodeOf(Profile with { StartDate = Now, EndDate = Now, FirstSeen = Now, LastSeen = Now }).ShouldBeNull();

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(10_001, "TOO_MANY_ITEMS")]
    public void Ten_thousand_indicators_are_taken_at_once(int count, string? code)
    {
        ImmutableArray<string> ids = [.. Enumerable.Range(0, count).Select(Uuid)];
        var promotion = Promote with { Cluster = HintedCluster with { MemberIds = ids } };

        CodeOf(new LinkIndicators(ids, Analyst, Now).Decide(Campaign.Initial.Evolve(Created))).ShouldBe(code);
        CodeOf(promotion.Decide(Campaign.Initial)).ShouldBe(code);
    }

    [Theory]
    [InlineData(1, 1, 1_000, null)]
    [InlineData(100, 6, 1_000, null)]
    [InlineData(1, 1, 1_001, "TOO_MANY_ITEMS")]
    public void Evidence_is_taken_up_to_the_ends_of_its_scales(int weight, int credibility, int artifacts, string? code)
    {
        var item = Item(1, weight) with { Credibility = credibility, Artifacts = Texts(artifacts) };

        CodeOf(Add(item).Decide(Hypothesis.Initial.Evolve(Proposed))).ShouldBe(code);
    }

    [Theory]
    [InlineData(Reliability.A, 1, 0)]
    [InlineData(Reliability.F, 6, 100)]
    public void A_grade_is_taken_up_to_the_ends_of_its_scales(Reliability reliability, int credibility, int value)
    {
        var grade = new Assessment(reliability, credibility, value);

        Assessment.Parse($"{reliability}", credibility, value).ShouldBe(grade);
        CodeOf((Promote with { Cluster = HintedCluster with { Confidence = grade } }).Decide(Campaign.Initial))
            .ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(65_535, 100)]
    public void Facts_of_infrastructure_are_taken_up_to_the_ends_of_their_scales(int port, int confidence)
    {
        var facts = new InfrastructureFacts([], [], [port], confidence, Source.Analyst);
        var classify = new ClassifyInfrastructure(
            CampaignId, Tenant, Indicator(1), facts, AmberHandling, Analyst, Now);

        CodeOf(classify.Decide(InfrastructureLabel.Initial)).ShouldBeNull();
    }

    private static ImmutableArray<string> Texts(int count) =>
        [.. Enumerable.Range(0, count).Select(number => $"text {number}")];

    private static string? CodeOf(CampaignProfile profile) =>
        CodeOf((Create with { Profile = profile }).Decide(Campaign.Initial));

    /// <summary>Null when something happened.</summary>
    private static string? CodeOf<TEvent>(Decision<TEvent> decision)
    {
        decision.IsUnchanged.ShouldBeFalse();
        return decision.Rejection?.Code;
    }
}
