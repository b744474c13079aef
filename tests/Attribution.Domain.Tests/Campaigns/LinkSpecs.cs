using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

/// <summary>The links that are named one at a time: investigations, actors, clusters, references.</summary>
public sealed class LinkSpecs
{
    private const string Url = "https://example.org/night-ferry";

    private static readonly LinkInvestigation Investigate = new(InvestigationId, Analyst, Now);
    private static readonly AssociateActor Associate = new(ActorId, Analyst, Now);
    private static readonly LinkCluster Cluster = new("0a-1b", Analyst, Now);
    private static readonly CiteReference Cite = new(new Reference(Url, "Night Ferry sails"), Analyst, Now);

    public static TheoryData<string> Kinds => ["investigation", "actor", "cluster", "reference"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_link_is_recorded(string kind) =>
        Given(Created).When(Link(kind)).Then(kind switch
        {
            "investigation" => new CampaignEvent.InvestigationLinked(InvestigationId, Analyst, Now),
            "actor" => new CampaignEvent.ActorAssociated(ActorId, Analyst, Now),
            "cluster" => new CampaignEvent.ClusterLinked("0a-1b", Analyst, Now),
            _ => new CampaignEvent.ReferenceCited(Cite.Reference, Analyst, Now),
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Linking_twice_changes_nothing(string kind) =>
        Given(Created).And(Link(kind)).When(Link(kind)).ThenNothing();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_link_is_taken_back(string kind) =>
        Given(Created).And(Link(kind)).When(Unlink(kind)).Then(kind switch
        {
            "investigation" => new CampaignEvent.InvestigationUnlinked(InvestigationId, Why, Analyst, Now),
            "actor" => new CampaignEvent.ActorDissociated(ActorId, Why, Analyst, Now),
            "cluster" => new CampaignEvent.ClusterUnlinked("0a-1b", Why, Analyst, Now),
            _ => new CampaignEvent.ReferenceWithdrawn(Url, Why, Analyst, Now),
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Taking_back_a_link_that_is_not_there_changes_nothing(string kind) =>
        Given(Created).When(Unlink(kind)).ThenNothing();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_concluded_campaign_takes_no_link(string kind) =>
        GivenConcluded().When(Link(kind)).ThenRejected("CAMPAIGN_CONCLUDED");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_concluded_campaign_gives_no_link_back(string kind) =>
        Given(Created).And(Link(kind), new ConcludeCampaign(Why, Analyst, Now))
            .When(Unlink(kind))
            .ThenRejected("CAMPAIGN_CONCLUDED");

    [Theory]
    [InlineData("malware--55555555-5555-4555-8555-555555555555")]
    [InlineData("APT28")]
    public void Something_that_is_no_actor_is_not_associated(string id) =>
        Given(Created).When(Associate with { Actor = id }).ThenRejected("INVALID_ACTOR", "actor");

    [Fact]
    public void An_intrusion_set_is_an_actor() =>
        Given(Created)
            .When(Associate with { Actor = "intrusion-set--55555555-5555-4555-8555-555555555555" })
            .ThenOne<CampaignEvent.ActorAssociated>();

    [Theory]
    [InlineData("ftp://example.org/report")]
    [InlineData("javascript:alert(1)")]
    [InlineData("night ferry")]
    public void A_reference_is_a_web_address(string url) =>
        Given(Created).When(Cite with { Reference = new Reference(url) }).ThenRejected("INVALID_URL", "url");

    [Fact]
    public void A_cluster_without_an_id_is_not_linked() =>
        Given(Created).When(Cluster with { ClusterId = " " }).ThenRejected("EMPTY_TEXT", "clusterId");

    private static ICommand<Campaign, CampaignEvent> Link(string kind) => kind switch
    {
        "investigation" => Investigate,
        "actor" => Associate,
        "cluster" => Cluster,
        _ => Cite,
    };

    private static ICommand<Campaign, CampaignEvent> Unlink(string kind) => kind switch
    {
        "investigation" => new UnlinkInvestigation(InvestigationId, Why, Analyst, Now),
        "actor" => new DissociateActor(ActorId, Why, Analyst, Now),
        "cluster" => new UnlinkCluster("0a-1b", Why, Analyst, Now),
        _ => new WithdrawReference(Url, Why, Analyst, Now),
    };
}
