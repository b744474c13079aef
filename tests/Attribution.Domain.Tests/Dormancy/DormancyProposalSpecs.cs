using Attribution.Domain.Dormancy;
using FsCheck;
using FsCheck.Fluent;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Dormancy;

public sealed class DormancyProposalSpecs
{
    private static readonly Instant LastSign = Now - Duration.FromDays(90);
    private static readonly Guid Id = DormancyProposal.IdFor(Tenant, CampaignId, LastSign);
    private static readonly RaiseDormancyProposal Raise = new(Id, Tenant, CampaignId, LastSign, Machine, Now);
    private static readonly AcceptDormancyProposal Accept = new(Why, LastSign, Analyst, Now);
    private static readonly RejectDormancyProposal Reject = new(Why, Analyst, Now);

    [Fact]
    public void A_silence_is_proposed_once()
    {
        Given().When(Raise).Then(new DormancyProposalEvent.Raised(Id, Tenant, CampaignId, LastSign, Machine, Now));
        Given().And(Raise).When(Raise).ThenNothing();
        Given().And(Raise, Reject).When(Raise).ThenNothing();
    }

    [Fact]
    public void Each_silence_of_each_campaign_has_a_proposal_of_its_own() => new[]
    {
        Id,
        DormancyProposal.IdFor(Tenant, OtherCampaignId, LastSign),
        DormancyProposal.IdFor(Tenant, CampaignId, Now),
        DormancyProposal.IdFor(new TenantId("rival"), CampaignId, LastSign),
    }.ShouldBeUnique();

    [Fact]
    public void An_analyst_decides_with_a_reason()
    {
        Given().And(Raise).When(Accept).Then(new DormancyProposalEvent.Accepted(Why, Analyst, Now));
        Given().And(Raise).When(Reject).Then(new DormancyProposalEvent.Rejected(Why, Analyst, Now));
        Given().And(Raise).When(Accept with { Reason = " " }).ThenRejected("REASON_REQUIRED", "reason");
        Given().And(Raise).When(Reject with { Reason = "" }).ThenRejected("REASON_REQUIRED", "reason");
    }

    [Fact]
    public void A_machine_decides_nothing()
    {
        Given().And(Raise).When(Accept with { By = Machine }).ThenRejected("ANALYST_REQUIRED");
        Given().And(Raise).When(Reject with { By = Machine }).ThenRejected("ANALYST_REQUIRED");
    }

    [Fact]
    public void What_has_given_a_sign_of_life_since_is_not_accepted() => Given()
        .And(Raise)
        .When(Accept with { LastSign = LastSign + Duration.FromTicks(10) })
        .ThenRejected("CAMPAIGN_NOT_SILENT");

    [Fact]
    public void A_decision_stands_and_deciding_twice_alike_changes_nothing()
    {
        Given().And(Raise, Accept).When(Accept with { LastSign = Now }).ThenNothing();
        Given().And(Raise, Reject).When(Reject).ThenNothing();
        Given().And(Raise, Accept).When(Reject).ThenRejected("PROPOSAL_SETTLED");
        Given().And(Raise, Reject).When(Accept).ThenRejected("PROPOSAL_SETTLED");
    }

    [Fact]
    public void A_proposal_that_is_not_there_is_not_found()
    {
        Given().When(Accept).ThenRejected("PROPOSAL_NOT_FOUND", "id");
        Given().When(Reject).ThenRejected("PROPOSAL_NOT_FOUND", "id");
    }

    [Fact]
    public void The_laws_of_every_aggregate_hold_for_dormancy_proposals() =>
        new AggregateLaws<DormancyProposal, DormancyProposalEvent>(AnyCommand).Hold();

    private static Gen<ICommand<DormancyProposal, DormancyProposalEvent>> AnyCommand { get; } =
        from author in Any.Author
        from at in Any.Time
        from sign in Any.Time
        from why in Any.Text
        from which in Gen.Choose(0, 2)
        select (ICommand<DormancyProposal, DormancyProposalEvent>)(which switch
        {
            0 => new AcceptDormancyProposal(why, sign, author, at),
            1 => new RejectDormancyProposal(why, author, at),
            _ => Raise with { SilentSince = sign, By = author, At = at },
        });

    private static Given<DormancyProposal, DormancyProposalEvent> Given(params DormancyProposalEvent[] history) =>
        Specification.Given<DormancyProposal, DormancyProposalEvent>(history);
}
