using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class ReclassifyCampaignSpecs
{
    private static readonly ReclassifyCampaign ToRed =
        new(AmberHandling with { Tlp = Tlp.Red, Recipients = ["grace"] }, Why, Analyst, Now);

    [Fact]
    public void The_new_handling_is_recorded_whole() =>
        Given(Created)
            .When(ToRed)
            .Then(new CampaignEvent.Reclassified(
                AmberHandling with { Tlp = Tlp.Red, Recipients = ["ada", "grace"] }, Why, Analyst, Now));

    [Fact]
    public void A_concluded_campaign_is_still_reclassified() =>
        GivenConcluded()
            .When(ToRed)
            .ThenOne<CampaignEvent.Reclassified>().Handling.Tlp.ShouldBe(Tlp.Red);

    [Fact]
    public void A_concluded_campaign_stays_concluded_when_reclassified() =>
        GivenConcluded().When(ToRed).After.Status.ShouldBe(CampaignStatus.Concluded);

    [Fact]
    public void The_handling_it_has_already_changes_nothing() =>
        Given(Created).And(ToRed).When(ToRed).ThenNothing();

    [Fact]
    public void Everyone_learns_why() =>
        Given(Created).When(ToRed with { Reason = "" }).ThenRejected("REASON_REQUIRED", "reason");

    [Fact]
    public void A_record_does_not_change_hands() =>
        Given(Created)
            .When(ToRed with { Handling = Handling.OwnedBy(new OrganisationId("another")) })
            .ThenRejected("OWNER_FIXED", "organisation");

    [Fact]
    public void A_label_that_does_not_exist_is_refused() =>
        Given(Created)
            .When(ToRed with { Handling = AmberHandling with { Tlp = (Tlp)9 } })
            .ThenRejected("INVALID_CLASSIFICATION", "classification");
}
