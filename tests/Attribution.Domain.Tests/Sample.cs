using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;

namespace Attribution.Domain.Tests;

/// <summary>The fixed people, times and ids of every example.</summary>
internal static class Sample
{
    public const string Why = "two vendors confirm it";

    public static readonly Instant Now = Instant.FromUtc(2026, 3, 14, 9, 26, 53);
    public static readonly TenantId Tenant = new("north-cert");
    public static readonly OrganisationId Organisation = new("response-team");
    public static readonly Author Analyst = new("ada", Source.Analyst);
    public static readonly Author OtherAnalyst = new("grace", Source.Analyst);
    public static readonly Author Machine = new("copilot-7", Source.AiCopilot);
    public static readonly Guid CampaignId = new("11111111-1111-4111-8111-111111111111");
    public static readonly Guid OtherCampaignId = new("22222222-2222-4222-8222-222222222222");
    public static readonly Guid HypothesisId = new("33333333-3333-4333-8333-333333333333");
    public static readonly Guid InvestigationId = new("44444444-4444-4444-8444-444444444444");
    public static readonly CampaignProfile Profile = new("Night Ferry", [], "Phishing against ports", []);
    public static readonly Handling AmberHandling = Handling.OwnedBy(Organisation);
    public static readonly ImmutableHashSet<string> AllRecognised = [];

    public static readonly CampaignEvent Created =
        new CampaignEvent.Created(CampaignId, Tenant, Profile, ParentCampaign: null, AmberHandling, Analyst, Now);

    public static readonly CampaignEvent Activated = new CampaignEvent.Activated(Why, Analyst, Now);
    public static readonly CampaignEvent WentDormant = new CampaignEvent.WentDormant(Why, Analyst, Now);
    public static readonly CampaignEvent Concluded = new CampaignEvent.Concluded(Why, Analyst, Now);

    public static readonly Cluster HintedCluster = new()
    {
        Id = "0a-1b",
        Label = "cluster:ipv4-addr:apt28+botnet",
        MemberIds = [Uuid(1), Uuid(2)],
        Signals = ["shared_subnet:185.220.101.0/24", "timing_proximity"],
        Confidence = new Assessment(Reliability.B, 2, 80, "3 clustering signal(s)"),
        SuggestedActor = "apt28",
    };

    public static readonly PromoteCluster Promote =
        new(CampaignId, Tenant, Organisation, HintedCluster, null, AllRecognised, Author.ClusterDetector, Now);

    public static readonly CampaignEvent Promoted = Promote.Decide(Campaign.Initial).Events[0];

    public static readonly string ActorId =
        StixId.For("threat-actor", new Guid("55555555-5555-4555-8555-555555555555"));

    public static readonly HypothesisEvent Proposed = Proposal(Analyst);

    /// <summary>A hypothesis as this author proposes it.</summary>
    public static HypothesisEvent Proposal(Author by) => new HypothesisEvent.Proposed(
        HypothesisId, Tenant, CampaignId, ActorId, "APT28", by.Source, "Same loader", by, Now);

    /// <summary>An item of evidence; the number makes its id and its artifact.</summary>
    public static EvidenceItem Item(
        int number,
        int weight = EvidenceItem.WeightDefault,
        Stance stance = Stance.Supports,
        Source source = Source.Analyst,
        Reliability reliability = Reliability.B,
        string? origin = null) => new(
        new Guid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0),
        stance,
        "malware_similarity",
        "Shares the loader's string encryption",
        [$"malware--{Uuid(number)}"],
        weight,
        reliability,
        Credibility: 2,
        source,
        origin);

    /// <summary>The command that adds it, for a campaign that is running.</summary>
    public static AddEvidence Add(EvidenceItem item, Author? by = null) =>
        new(item, CampaignStatus.Active, by ?? Analyst, Now);

    public static string Uuid(int number) => new Guid(number, 0, 0x5000, 0x80, 0, 0, 0, 0, 0, 0, 0).ToString();

    public static string Indicator(int number) => $"indicator--{Uuid(number)}";
}
