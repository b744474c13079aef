using System.Text.Json;
using Attribution.Domain.Actors;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Attribution.Domain.Confidence;
using Attribution.Domain.Dormancy;
using Attribution.Domain.Evidence;
using Attribution.Domain.Hypotheses;
using Attribution.Domain.Infrastructure;
using Attribution.Domain.Investigations;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests;

/// <summary>One of every event, with every field filled.</summary>
internal static class EventSamples
{
    private static readonly Handling Shared =
        new(Tlp.AmberStrict, Organisation, [new OrganisationId("partner")], ["DK", "NO"], ["ada"]);

    private static readonly Assessment Graded = new(Reliability.B, 2, 80, "3 clustering signal(s)");
    private static readonly Target Norway = new(TargetKind.Country, "NO");
    private static readonly Instant Earlier = Now - Duration.FromDays(30);
    private static readonly ActorAlias Alias = new("Fancy Bear", "CrowdStrike", Graded);
    private static readonly ClusterMatch Match = new(CampaignId, 0.75, 0.5, IsNamed: true);

    private static readonly CampaignProfile Full = new(
        "Night Ferry", ["Ferryman"], "Phishing against ports", ["Access to cargo data"], ThreatLevel.High,
        Earlier, Now, Earlier, Now);

    private static readonly ProfileChanges Changes = new()
    {
        Name = new("Day Ferry"),
        Aliases = new(["Ferryman"]),
        Description = new(null),
        Objectives = new(["Cargo"]),
        ThreatLevel = new(ThreatLevel.Critical),
        FirstSeen = new(Earlier),
        LastSeen = new(Now),
        StartDate = new(null),
        EndDate = new(Now),
    };

    private static readonly Cluster FullCluster = HintedCluster with
    {
        SuggestedCampaign = "Night Ferry",
        Techniques = ["T1003"],
        Tags = ["botnet"],
        FirstSeen = Earlier,
        LastSeen = Now,
        Classification = Tlp.Green,
        UnknownKeys = ImmutableSortedDictionary<string, JsonElement>.Empty
            .Add("size", JsonDocument.Parse("3").RootElement),
    };

    public static IEnumerable<object> All =>
        [.. OfCampaigns(), .. OfHypotheses(), .. OfActors(), .. OfProposals(), .. OfSilences(), .. OfTheRest()];

    private static IEnumerable<CampaignEvent> OfCampaigns() =>
    [
        new CampaignEvent.Created(CampaignId, Tenant, Full, OtherCampaignId, Shared, Analyst, Now),
        new CampaignEvent.Promoted(
            CampaignId, Tenant, Full, "0a-1b", "cluster:ipv4-addr:apt28", [Indicator(1)], ["timing_proximity"],
            ["T1003", "T9999"], ["T9999"], ["auto-promoted", "from-cluster"], Graded,
            SuggestedActor.From(Tenant, "apt28"), Shared, FullCluster.UnknownKeys, Author.ClusterDetector, Now),
        Activated,
        WentDormant,
        new CampaignEvent.Reactivated(Why, Analyst, Now),
        Concluded,
        new CampaignEvent.ProfileRevised(Changes, Why, Analyst, Now),
        new CampaignEvent.ParentAssigned(OtherCampaignId, Analyst, Now),
        new CampaignEvent.ParentRemoved(OtherCampaignId, Analyst, Now),
        new CampaignEvent.ClusterMerged("0a-1b", [Indicator(3)], ["T9999"], ["T9999"], Earlier, Now, Analyst, Now),
        new CampaignEvent.ClusterLinked("0a-1b", Analyst, Now),
        new CampaignEvent.ClusterUnlinked("0a-1b", Why, Analyst, Now),
        new CampaignEvent.IndicatorsLinked([Indicator(1)], Analyst, Now),
        new CampaignEvent.IndicatorsUnlinked([Indicator(1)], Why, Analyst, Now),
        new CampaignEvent.TechniquesObserved(["T1003.001"], Analyst, Now),
        new CampaignEvent.TechniquesDiscarded(["T1003.001"], Why, Analyst, Now),
        new CampaignEvent.InvestigationLinked(InvestigationId, Analyst, Now),
        new CampaignEvent.InvestigationUnlinked(InvestigationId, Why, Analyst, Now),
        new CampaignEvent.ActorAssociated(Sample.ActorId, Analyst, Now),
        new CampaignEvent.ActorDissociated(Sample.ActorId, Why, Analyst, Now),
        new CampaignEvent.TargetsIdentified([Norway], Analyst, Now),
        new CampaignEvent.TargetsDiscarded([Norway], Why, Analyst, Now),
        new CampaignEvent.ReferenceCited(new Reference("https://example.org/a", "Title", "Vendor"), Analyst, Now),
        new CampaignEvent.ReferenceWithdrawn("https://example.org/a", Why, Analyst, Now),
        new CampaignEvent.Tagged(["maritime"], Analyst, Now),
        new CampaignEvent.Untagged(["maritime"], Analyst, Now),
        new CampaignEvent.Reclassified(Shared, Why, Analyst, Now),
        new CampaignEvent.Redacted(RedactableField.Description, Why, Analyst, Now),
    ];

    private static IEnumerable<HypothesisEvent> OfHypotheses() =>
    [
        Proposed,
        new HypothesisEvent.EvidenceAdded(
            Item(1, origin: "CERT-NO") with { ObservedAt = Earlier }, Analyst, Now),
        new HypothesisEvent.EvidenceWithdrawn(Item(1).Id, Why, Analyst, Now),
        new HypothesisEvent.ConfidenceRevised(
            Graded, "additive-1", new ScoringInputs(90, 20, 10, 4, 1, 5, 2, CeilingHeld: true),
            new RevisionCause(CauseKind.EvidenceAdded, Item(1).Id), Why, Machine, Now),
        new HypothesisEvent.ReviewedByAnalyst("ada", Why, Analyst, Now),
        new HypothesisEvent.EvidenceRated(Item(1).Id, Consistency.NotApplicable, Why, Analyst, Now),
        new HypothesisEvent.Resolved(Resolution.Supported, Why, Analyst, Now),
        new HypothesisEvent.Reopened(Why, Analyst, Now),
    ];

    private static IEnumerable<ActorEvent> OfActors()
    {
        var other = Item(7).Id;
        return
        [
            new ActorEvent.Registered(
                other, Tenant, Sample.ActorId,
                new ActorProfile("APT28", "Espionage", "expert", "ideology", "RU"), Shared, Analyst, Now),
            new ActorEvent.ProfileRevised(
                new ActorChanges { Name = new("APT28"), SuspectedCountry = new(null) }, Why, Analyst, Now),
            new ActorEvent.AliasClaimed(Alias, Analyst, Now),
            new ActorEvent.AliasWithdrawn("Fancy Bear", "CrowdStrike", Why, Analyst, Now),
            new ActorEvent.CapabilitiesAttributed(["T1003"], Analyst, Now),
            new ActorEvent.CapabilitiesWithdrawn(["T1003"], Why, Analyst, Now),
            new ActorEvent.TargetingIdentified([Norway], Analyst, Now),
            new ActorEvent.TargetingDiscarded([Norway], Why, Analyst, Now),
            new ActorEvent.LikenessClaimed(new Likeness(other, Sample.ActorId, Graded, Why), Analyst, Now),
            new ActorEvent.LikenessWithdrawn(other, Why, Analyst, Now),
            new ActorEvent.Merged(other, Why, Analyst, Now),
            new ActorEvent.MergeUndone(other, Why, Analyst, Now),
            new ActorEvent.Reclassified(Shared, Why, Analyst, Now),
        ];
    }

    private static IEnumerable<MergeProposalEvent> OfProposals() =>
    [
        new MergeProposalEvent.Raised(InvestigationId, Tenant, FullCluster, Match, Shared, Author.ClusterDetector, Now),
        new MergeProposalEvent.Refreshed(FullCluster, Match, Author.ClusterDetector, Now),
        new MergeProposalEvent.Accepted(Why, Analyst, Now),
        new MergeProposalEvent.Rejected(Why, Analyst, Now),
    ];

    private static IEnumerable<DormancyProposalEvent> OfSilences() =>
    [
        new DormancyProposalEvent.Raised(InvestigationId, Tenant, CampaignId, Earlier, Machine, Now),
        new DormancyProposalEvent.Accepted(Why, Analyst, Now),
        new DormancyProposalEvent.Rejected(Why, Analyst, Now),
    ];

    private static IEnumerable<object> OfTheRest() =>
    [
        new InfrastructureEvent.Classified(
            InvestigationId, Tenant, Indicator(1),
            new Classification(InfrastructureRole.CredentialHarvest, ClassificationRule.KillChainPhase, "TA0006", 60),
            Shared, Machine, Now),
        new InfrastructureEvent.Relabelled(
            InvestigationId, Tenant, Indicator(1), InfrastructureRole.C2, Why, Shared, Analyst, Now),
        new InvestigationEvent.Opened(InvestigationId, Tenant, "Harbour intrusion", Shared, Analyst, Now),
        new InvestigationEvent.Retitled("Port intrusion", Analyst, Now),
        new InvestigationEvent.Closed(Why, Analyst, Now),
        new InvestigationEvent.Reopened(Why, Analyst, Now),
        new InvestigationEvent.Reclassified(Shared, Why, Analyst, Now),
    ];
}
