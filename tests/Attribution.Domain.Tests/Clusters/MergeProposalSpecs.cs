using Attribution.Domain.Clusters;
using FsCheck;
using FsCheck.Fluent;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Clusters;

public sealed class MergeProposalSpecs
{
    private static readonly ClusterMatch Match = new(CampaignId, 0.75, 0.5, IsNamed: false);
    private static readonly Guid Id = MergeProposal.IdFor(Tenant, "0a-1b", CampaignId);

    private static readonly RaiseMergeProposal Raise =
        new(Id, Tenant, HintedCluster, Match, AmberHandling, Author.ClusterDetector, Now);

    private static readonly AcceptMergeProposal Accept = new(Why, Analyst, Now);
    private static readonly RejectMergeProposal Reject = new(Why, Analyst, Now);

    [Fact]
    public void A_proposal_keeps_the_cluster_whole() =>
        Given()
            .When(Raise)
            .Then(new MergeProposalEvent.Raised(
                Id, Tenant, HintedCluster, Match, AmberHandling, Author.ClusterDetector, Now));

    [Fact]
    public void A_redelivered_cluster_is_proposed_once() => Given().And(Raise).When(Raise).ThenNothing();

    [Fact]
    public void A_cluster_that_has_grown_refreshes_the_proposal() =>
        Given()
            .And(Raise)
            .When(Raise with { Cluster = HintedCluster with { MemberIds = [Uuid(1), Uuid(2), Uuid(3)] } })
            .ThenOne<MergeProposalEvent.Refreshed>().Cluster.Indicators.Length.ShouldBe(3);

    [Fact]
    public void A_cluster_that_names_another_technique_refreshes_the_proposal() =>
        Given()
            .And(Raise)
            .When(Raise with { Cluster = HintedCluster with { Techniques = ["T1566"] } })
            .ThenOne<MergeProposalEvent.Refreshed>().Cluster.ObservedTechniques.ShouldBe(["T1566"]);

    [Fact]
    public void An_analyst_accepts() =>
        Given().And(Raise).When(Accept).Then(new MergeProposalEvent.Accepted(Why, Analyst, Now));

    [Fact]
    public void An_analyst_rejects_with_a_reason()
    {
        Given().And(Raise).When(Reject).Then(new MergeProposalEvent.Rejected(Why, Analyst, Now));
        Given().And(Raise).When(Reject with { Reason = "" }).ThenRejected("REASON_REQUIRED", "reason");
    }

    [Fact]
    public void Decided_distinct_is_remembered() =>
        Given()
            .And(Raise, Reject)
            .When(Raise with { Cluster = HintedCluster with { MemberIds = [Uuid(9)] } })
            .ThenNothing();

    [Fact]
    public void Deciding_twice_alike_changes_nothing()
    {
        Given().And(Raise, Accept).When(Accept).ThenNothing();
        Given().And(Raise, Reject).When(Reject).ThenNothing();
    }

    [Fact]
    public void A_decision_stands()
    {
        Given().And(Raise, Accept).When(Reject).ThenRejected("PROPOSAL_SETTLED");
        Given().And(Raise, Reject).When(Accept).ThenRejected("PROPOSAL_SETTLED");
    }

    [Fact]
    public void A_machine_decides_nothing()
    {
        Given().And(Raise).When(Accept with { By = Machine }).ThenRejected("ANALYST_REQUIRED");
        Given().And(Raise).When(Reject with { By = Machine }).ThenRejected("ANALYST_REQUIRED");
    }

    [Fact]
    public void A_cluster_without_an_id_is_not_proposed() =>
        Given().When(Raise with { Cluster = HintedCluster with { Id = null } }).ThenRejected("INVALID_ID", "id");

    [Fact]
    public void A_proposal_that_is_not_there_is_not_found()
    {
        Given().When(Accept).ThenRejected("PROPOSAL_NOT_FOUND", "id");
        Given().When(Reject).ThenRejected("PROPOSAL_NOT_FOUND", "id");
    }

    [Fact]
    public void The_laws_of_every_aggregate_hold_for_proposals() =>
        new AggregateLaws<MergeProposal, MergeProposalEvent>(AnyCommand).Hold();

    private static Gen<ICommand<MergeProposal, MergeProposalEvent>> AnyCommand { get; } =
        from author in Any.Author
        from at in Any.Time
        from why in Any.Text
        from members in Any.List(Any.Indicator)
        from which in Gen.Choose(0, 9)
        select (ICommand<MergeProposal, MergeProposalEvent>)(which switch
        {
            0 => new AcceptMergeProposal(why, author, at),
            1 => new RejectMergeProposal(why, author, at),
            2 => Raise with { Cluster = HintedCluster with { Id = "" }, By = author, At = at },
            _ => Raise with { Cluster = HintedCluster with { MemberIds = members }, By = author, At = at },
        });

    private static Given<MergeProposal, MergeProposalEvent> Given(params MergeProposalEvent[] history) =>
        Specification.Given<MergeProposal, MergeProposalEvent>(history);
}
