using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class AssignParentSpecs
{
    private static readonly AssignParent Assign =
        new(new ParentLine(OtherCampaignId, CampaignStatus.Active, []), Analyst, Now);

    [Fact]
    public void A_campaign_is_put_below_another() =>
        Given(Created).When(Assign).Then(new CampaignEvent.ParentAssigned(OtherCampaignId, Analyst, Now));

    [Fact]
    public void The_parent_it_has_already_changes_nothing() => Given(Created).And(Assign).When(Assign).ThenNothing();

    [Fact]
    public void A_campaign_is_not_its_own_parent() =>
        Given(Created)
            .When(Assign with { Parent = Assign.Parent with { Id = CampaignId } })
            .ThenRejected("PARENT_CYCLE", "parentCampaign");

    [Fact]
    public void A_campaign_is_not_put_below_its_own_descendant() =>
        Given(Created)
            .When(Assign with { Parent = Assign.Parent with { Ancestors = [InvestigationId, CampaignId] } })
            .ThenRejected("PARENT_CYCLE", "parentCampaign");

    [Fact]
    public void A_cycle_that_the_caller_cannot_follow_is_answered_as_a_parent_that_is_not_there() =>
        Given(Created)
            .When(Assign with
            {
                Parent = Assign.Parent with { Ancestors = [InvestigationId, CampaignId], OutOfSight = [CampaignId] },
            })
            .ThenRejected("PARENT_NOT_FOUND", "parentCampaign");

    [Fact]
    public void A_parent_that_is_not_there_is_refused() =>
        Given(Created)
            .When(Assign with { Parent = Assign.Parent with { Status = null } })
            .ThenRejected("PARENT_NOT_FOUND", "parentCampaign");

    [Fact]
    public void A_concluded_campaign_is_not_moved() =>
        GivenConcluded().When(Assign).ThenRejected("CAMPAIGN_CONCLUDED");

    [Fact]
    public void A_parent_is_taken_away_again() =>
        Given(Created)
            .And(Assign)
            .When(new RemoveParent(OtherCampaignId, OtherAnalyst, Now))
            .Then(new CampaignEvent.ParentRemoved(OtherCampaignId, OtherAnalyst, Now));

    [Fact]
    public void A_parent_that_the_caller_does_not_see_stays() =>
        Given(Created).And(Assign).When(new RemoveParent(Seen: null, OtherAnalyst, Now)).ThenNothing();

    [Fact]
    public void A_campaign_without_a_parent_loses_none() =>
        Given(Created).When(new RemoveParent(Seen: null, Analyst, Now)).ThenNothing();
}
