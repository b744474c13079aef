using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class ObserveTechniquesSpecs
{
    [Fact]
    public void Techniques_are_recorded_once_in_one_spelling() =>
        Given(Created)
            .When(Observe("t1003.001", "T1059", "T1003.001"))
            .Then(new CampaignEvent.TechniquesObserved(["T1003.001", "T1059"], Analyst, Now));

    [Fact]
    public void An_observed_technique_is_not_observed_twice() =>
        Given(Created).And(Observe("T1003")).When(Observe("T1003")).ThenNothing();

    [Theory]
    [InlineData("T103")]
    [InlineData("T1003.1")]
    [InlineData("Credential Dumping")]
    public void Something_that_is_no_technique_id_is_refused(string id) =>
        Given(Created).When(Observe("T1003", id)).ThenRejected("INVALID_TECHNIQUE", "techniques[1]");

    [Fact]
    public void A_technique_that_no_release_knows_is_refused_by_hand() =>
        Given(Created)
            .When(Observe("T1003", "T9999") with { Unrecognised = ["T9999"] })
            .ThenRejected("UNKNOWN_TECHNIQUE", "techniques[1]");

    [Fact]
    public void A_concluded_campaign_takes_no_techniques() =>
        GivenConcluded().When(Observe("T1003")).ThenRejected("CAMPAIGN_CONCLUDED");

    [Fact]
    public void Observed_techniques_are_discarded() =>
        Given(Created)
            .And(Observe("T1003", "T1059"))
            .When(new DiscardTechniques(["T1059", "T1566"], Why, Analyst, Now))
            .Then(new CampaignEvent.TechniquesDiscarded(["T1059"], Why, Analyst, Now));

    [Fact]
    public void A_technique_that_was_not_observed_is_not_discarded() =>
        Given(Created).When(new DiscardTechniques(["T1059"], Why, Analyst, Now)).ThenNothing();

    private static ObserveTechniques Observe(params string[] ids) => new([.. ids], AllRecognised, Analyst, Now);
}
