using System.Collections.Immutable;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.Diamond;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Infrastructure;
using Attribution.App.KillChain.Releases;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.Domain.Diamond;
using Attribution.Domain.Hypotheses;
using Attribution.Domain.KillChain;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Tests.Diamond;

public sealed class CampaignGraphTests
{
    private static readonly Guid Id = new("11111111-1111-4111-8111-111111111111");
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Author Anna = new("anna", Source.Analyst);
    private static readonly Target Norway = new(TargetKind.Country, "NO");
    private static readonly Target Ports = new(TargetKind.Sector, "transportation");

    [Fact]
    public void Only_a_supported_hypothesis_names_the_adversary()
    {
        HypothesisView[] hypotheses =
        [
            Hypothesis("Open", HypothesisStatus.Open, 90),
            Hypothesis("Refuted", HypothesisStatus.Refuted, 95),
            Hypothesis("Ferryman", HypothesisStatus.Supported, 70),
        ];

        var set = Infer([new CampaignEvent.TargetsIdentified([Norway], Anna, Noon)], hypotheses).ShouldHaveSingleItem();

        (set.Adversary!.Name, set.ConfidencePercent).ShouldBe(("Ferryman", 70));
        Infer([], hypotheses[..2]).ShouldBeEmpty();
    }

    [Fact]
    public void Whom_the_campaign_targets_are_its_victims_since_the_event_that_said_so()
    {
        var later = Noon + Duration.FromHours(1);

        var set = Infer(
            [
                new CampaignEvent.TargetsIdentified([Norway, Ports], Anna, Noon),
                new CampaignEvent.TargetsDiscarded([Norway], null, Anna, Noon),
                new CampaignEvent.TargetsIdentified([Norway], Anna, later),
            ],
            []).ShouldHaveSingleItem();

        set.Victims.Select(victim => (victim.Type, victim.Name)).ShouldBe(
            [("location", "NO"), ("identity", "transportation")], ignoreOrder: true);
        (set.FirstSeen, set.LastSeen).ShouldBe((Noon, later));
        set.Events.ShouldBe([1L, 3L]);
    }

    [Fact]
    public void What_was_unlinked_is_gone_with_the_events_that_had_linked_it() =>
        Infer(
            [
                new CampaignEvent.TechniquesObserved(["T1566"], Anna, Noon),
                new CampaignEvent.TechniquesDiscarded(["T1566"], null, Anna, Noon),
            ],
            []).ShouldBeEmpty();

    [Fact]
    public void A_technique_of_any_loaded_domain_stands_in_its_phase()
    {
        var ics = new AttackRelease(
            AttackDomain.Ics,
            "18.1",
            [new Tactic("TA0106", "impair-process-control", "Impair Process Control")],
            [new Technique("T0888", "Ballast Override", ["TA0106"])]);

        var sets = Infer([new CampaignEvent.TechniquesObserved(["T0888", "T1566"], Anna, Noon)], [], ics);

        sets.Select(set => (set.Phase, set.Capabilities.Single().Name)).ShouldBe(
            [("TA0001", "Phishing"), ("TA0106", "Ballast Override")]);
    }

    private static ImmutableArray<VertexSet> Infer(
        CampaignEvent[] events, IEnumerable<HypothesisView> hypotheses, params AttackRelease[] releases)
    {
        var imported = releases.Select(release => new LoadedRelease(new AttackFacts(release, "nobody's"), "", Noon));
        var graph = new CampaignGraph(
            new AttackReleases([AttackCatalogue.Shipped, .. imported]), ImmutableDictionary<string, string>.Empty).Of(
            Campaign(),
            LinkSightings.Of(events.Select(Record)),
            hypotheses,
            ImmutableDictionary<string, InfrastructureView>.Empty);
        return DiamondAnalysis.Infer(graph, StixId.For("campaign", Id));
    }

    private static RecordedEvent Record(CampaignEvent happened, int index)
    {
        var written = CampaignEventNames.Registry.Write(Guid.NewGuid(), happened);
        return new RecordedEvent(
            index, new StreamId("acme", Id), index + 1, written.Id, written.Type, written.Json, happened.At);
    }

    private static CampaignView Campaign() => new()
    {
        Id = Id,
        Tenant = new TenantId("acme"),
        Profile = new CampaignProfile("Night Ferry", []),
        Handling = Handling.OwnedBy(new OrganisationId("blue")),
        CreatedBy = "anna",
        CreatedAt = Noon,
        UpdatedAt = Noon,
        Version = 1,
    };

    private static HypothesisView Hypothesis(string actor, HypothesisStatus status, int confidence) => new()
    {
        Id = Guid.NewGuid(),
        Tenant = new TenantId("acme"),
        Campaign = Id,
        Actor = StixId.For("threat-actor", Guid.NewGuid()),
        ActorName = actor,
        Source = Source.Analyst,
        Status = status,
        Confidence = Assessment.None with { Value = confidence },
        CreatedBy = "anna",
        CreatedAt = Noon,
        UpdatedAt = Noon,
        Version = 1,
    };
}
