using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class TargetAndTagSpecs
{
    private static readonly Target Shipping = new(TargetKind.Sector, "Shipping");
    private static readonly Target Norway = new(TargetKind.Country, "no");

    [Fact]
    public void Targets_are_recorded_in_one_spelling() =>
        Given(Created)
            .When(new IdentifyTargets([Shipping, Norway, new(TargetKind.Country, "NO")], Analyst, Now))
            .Then(new CampaignEvent.TargetsIdentified(
                [new(TargetKind.Sector, "shipping"), new(TargetKind.Country, "NO")],
                Analyst,
                Now));

    [Fact]
    public void A_target_is_not_identified_twice() =>
        Given(Created)
            .And(new IdentifyTargets([Norway], Analyst, Now))
            .When(new IdentifyTargets([Norway], OtherAnalyst, Now))
            .ThenNothing();

    [Fact]
    public void A_sector_and_an_organisation_of_one_name_are_two_targets() =>
        Given(Created)
            .And(new IdentifyTargets([new(TargetKind.Sector, "energy")], Analyst, Now))
            .When(new IdentifyTargets([new(TargetKind.Organisation, "energy")], Analyst, Now))
            .ThenOne<CampaignEvent.TargetsIdentified>();

    [Fact]
    public void A_country_is_named_by_its_code() =>
        Given(Created)
            .When(new IdentifyTargets([Shipping, new(TargetKind.Country, "Norway")], Analyst, Now))
            .ThenRejected("INVALID_COUNTRY", "targets[1].value");

    [Fact]
    public void An_identified_target_is_discarded() =>
        Given(Created)
            .And(new IdentifyTargets([Norway], Analyst, Now))
            .When(new DiscardTargets([Norway, Shipping], Why, Analyst, Now))
            .Then(new CampaignEvent.TargetsDiscarded([new(TargetKind.Country, "NO")], Why, Analyst, Now));

    [Fact]
    public void Tags_that_differ_in_case_only_are_one() =>
        Given(Created)
            .When(new TagCampaign(["Ransomware", "ransomware", " maritime "], Analyst, Now))
            .Then(new CampaignEvent.Tagged(["Ransomware", "maritime"], Analyst, Now));

    [Fact]
    public void A_tag_is_not_put_on_twice() =>
        Given(Created)
            .And(new TagCampaign(["maritime"], Analyst, Now))
            .When(new TagCampaign(["MARITIME"], Analyst, Now))
            .ThenNothing();

    [Fact]
    public void A_tag_is_taken_off() =>
        Given(Created)
            .And(new TagCampaign(["maritime", "wiper"], Analyst, Now))
            .When(new UntagCampaign(["wiper"], Analyst, Now))
            .Then(new CampaignEvent.Untagged(["wiper"], Analyst, Now));

    [Fact]
    public void A_blank_tag_is_refused() =>
        Given(Created).When(new TagCampaign(["wiper", " "], Analyst, Now)).ThenRejected("EMPTY_TEXT", "tags[1]");

    [Fact]
    public void A_concluded_campaign_takes_neither() =>
        GivenConcluded().ShouldSatisfyAllConditions(
            given => given.When(new IdentifyTargets([Norway], Analyst, Now)).ThenRejected("CAMPAIGN_CONCLUDED"),
            given => given.When(new TagCampaign(["wiper"], Analyst, Now)).ThenRejected("CAMPAIGN_CONCLUDED"));
}
