using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class ResurfaceCampaignSpecs
{
    private static readonly ResurfaceCampaign Resurface = new(
        CampaignId,
        Tenant,
        new ParentLine(OtherCampaignId, CampaignStatus.Concluded, []),
        Profile,
        AmberHandling,
        Analyst,
        Now);

    [Fact]
    public void A_concluded_campaign_resurfaces_as_a_new_one_below_it() =>
        Given()
            .When(Resurface)
            .Then(new CampaignEvent.Created(CampaignId, Tenant, Profile, OtherCampaignId, AmberHandling, Analyst, Now));

    [Theory]
    [InlineData(CampaignStatus.Suspected)]
    [InlineData(CampaignStatus.Active)]
    [InlineData(CampaignStatus.Dormant)]
    public void A_campaign_that_still_runs_does_not_resurface(CampaignStatus status) =>
        Given()
            .When(Resurface with { Concluded = Resurface.Concluded with { Status = status } })
            .ThenRejected("CAMPAIGN_NOT_CONCLUDED", "campaign");

    [Fact]
    public void A_campaign_that_is_not_there_does_not_resurface() =>
        Given()
            .When(Resurface with { Concluded = Resurface.Concluded with { Status = null } })
            .ThenRejected("PARENT_NOT_FOUND", "parentCampaign");

    [Fact]
    public void Resurfacing_twice_under_one_id_changes_nothing() =>
        Given().And(Resurface).When(Resurface).ThenNothing();
}
