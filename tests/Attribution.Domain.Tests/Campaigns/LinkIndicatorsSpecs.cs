using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class LinkIndicatorsSpecs
{
    [Fact]
    public void Indicators_are_linked_in_their_order_and_each_once() =>
        Given(Created)
            .When(Link(Indicator(2), Indicator(1), Indicator(2)))
            .Then(new CampaignEvent.IndicatorsLinked([Indicator(2), Indicator(1)], Analyst, Now));

    [Fact]
    public void A_linked_indicator_is_not_linked_twice() =>
        Given(Created).And(Link(Indicator(1))).When(Link(Indicator(1))).ThenNothing();

    [Fact]
    public void Only_the_new_ones_of_a_list_are_recorded() =>
        Given(Created)
            .And(Link(Indicator(1)))
            .When(Link(Indicator(1), Indicator(3)))
            .Then(new CampaignEvent.IndicatorsLinked([Indicator(3)], Analyst, Now));

    [Fact]
    public void A_bare_uuid_and_another_case_name_the_same_indicator() =>
        Given(Created)
            .And(Link(Indicator(1)))
            .When(Link(Uuid(1), Indicator(1).Replace("indicator--", "indicator--", StringComparison.Ordinal)))
            .ThenNothing();

    [Theory]
    [InlineData("malware--11111111-1111-4111-8111-111111111111")]
    [InlineData("indicator--1111")]
    [InlineData("185.220.101.7")]
    [InlineData("")]
    public void A_link_to_something_that_is_no_indicator_is_refused(string id) =>
        Given(Created).When(Link(Indicator(1), id)).ThenRejected("INVALID_INDICATOR", "indicators[1]");

    [Fact]
    public void An_empty_list_is_refused() => Given(Created).When(Link()).ThenRejected("EMPTY_LIST", "indicators");

    [Fact]
    public void A_list_without_end_is_refused() =>
        Given(Created)
            .When(Link([.. Enumerable.Range(0, 10_001).Select(Indicator)]))
            .ThenRejected("TOO_MANY_ITEMS", "indicators");

    [Fact]
    public void A_concluded_campaign_takes_no_links() =>
        GivenConcluded().When(Link(Indicator(1))).ThenRejected("CAMPAIGN_CONCLUDED");

    [Fact]
    public void Linked_indicators_are_unlinked_each_once() =>
        Given(Created)
            .And(Link(Indicator(1), Indicator(2)))
            .When(Unlink(Indicator(2), Indicator(9), Indicator(2)))
            .Then(new CampaignEvent.IndicatorsUnlinked([Indicator(2)], Why, Analyst, Now));

    [Fact]
    public void An_indicator_that_is_not_linked_is_not_unlinked() =>
        Given(Created).When(Unlink(Indicator(1))).ThenNothing();

    [Fact]
    public void An_unlinked_indicator_can_be_linked_again() =>
        Given(Created)
            .And(Link(Indicator(1)), Unlink(Indicator(1)))
            .When(Link(Indicator(1)))
            .Then(new CampaignEvent.IndicatorsLinked([Indicator(1)], Analyst, Now));

    private static LinkIndicators Link(params string[] ids) => new([.. ids], Analyst, Now);

    private static UnlinkIndicators Unlink(params string[] ids) => new([.. ids], Why, Analyst, Now);
}
