using System.Collections.Immutable;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Infrastructure;
using Attribution.App.StixImport;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Diamond;
using Attribution.Domain.Infrastructure;
using Attribution.Domain.KillChain;
using Attribution.Stix;
using NodaTime;
using StixId = Attribution.Stix.StixId;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixExport;

/// <summary>
/// Writes our own records as STIX objects. Pure: ids follow from what an object is about and dates from the record, so
/// the same state gives the same bytes, and another content never comes under the same version. What tells of the
/// campaign carries its label; techniques, countries and sectors are nobody's secret.
/// </summary>
internal sealed class OwnObjects(CampaignView campaign, bool withFacts)
{
    /// <summary>When objects that have no history of their own count as made.</summary>
    private static readonly Instant Timeless = Instant.FromUtc(2026, 1, 1, 0, 0);

    private readonly StixId _producer =
        DeterministicId.For("identity", campaign.Tenant.Value, campaign.Handling.Owner.Value);

    /// <summary>The campaign's STIX id.</summary>
    internal StixId Id { get; } = StixId.Create("campaign", campaign.Id);

    /// <summary>Whose statements these are: the organisation that owns the campaign.</summary>
    internal StixObject Producer() => StixObjectBuilder.Versioned(_producer, Timeless, Timeless)
        .Set("name", campaign.Handling.Owner.Value)
        .Set("identity_class", "organization")
        .Build();

    /// <summary>The campaign.</summary>
    internal StixObject Campaign(IEnumerable<LifecycleStep> lifecycle)
    {
        var builder = OfCampaign(Id)
            .Set("name", campaign.Profile.Name)
            .Set("description", campaign.Profile.Description)
            .Set("aliases", campaign.Profile.Aliases)
            .Set("objective", Join(campaign.Profile.Objectives))
            .Set("first_seen", campaign.Profile.FirstSeen)
            .Set("last_seen", campaign.Profile.LastSeen)
            .Set("labels", campaign.Tags)
            .Set("confidence", (long?)campaign.InitialConfidence?.Value)
            .ExternalReferences(campaign.References.Select(ReferenceOf));
        return (withFacts ? builder.WithRecordOf(campaign, lifecycle) : builder).Build();
    }

    /// <summary>What we record about a campaign of somebody else: only its producer may write a version of it, so ours
    /// goes beside it.</summary>
    internal StixObject RecordOfTheirs(IEnumerable<LifecycleStep> lifecycle) =>
        OfCampaign(DeterministicId.For("note", _producer.ToString(), Id.ToString()))
            .Set("abstract", "What is recorded here about this campaign")
            .Set("content", $"{campaign.Profile.Name} is {campaign.Status.ToString().ToLowerInvariant()} here.")
            .Set("object_refs", [Id])
            .WithRecordOf(campaign, lifecycle)
            .Build();

    /// <summary>An actor of whom nothing but a name is known.</summary>
    internal StixObject Actor(HypothesisView hypothesis) =>
        Shared(StixId.Parse(hypothesis.Actor)).Set("name", hypothesis.ActorName).Build();

    /// <summary>The statement that an actor may be behind the campaign.</summary>
    internal StixObject Attribution(HypothesisView hypothesis, IEnumerable<ConfidencePoint> history)
    {
        var actor = StixId.Parse(hypothesis.Actor);
        var isGraded = hypothesis.Evidence.Length > 0 || hypothesis.Confidence.Value > 0;
        var builder = Marked(
            Start(
                DeterministicId.Relationship(Id, "attributed-to", actor, hypothesis.Id.ToString()),
                hypothesis.CreatedAt,
                ChangedAt(hypothesis)),
            campaign.Handling.Tlp)
            .Set("relationship_type", "attributed-to")
            .Set("source_ref", Id)
            .Set("target_ref", actor)
            .Set("description", hypothesis.Rationale)
            .Set("confidence", isGraded ? hypothesis.Confidence.Value : (long?)null);
        return (withFacts ? builder.WithRecordOf(hypothesis, history) : builder).Build();
    }

    /// <summary>Why the attribution has its confidence; null when nobody said.</summary>
    internal StixObject? Rationale(StixId attribution, HypothesisView hypothesis)
    {
        string[] reasons =
        [
            .. new[] { hypothesis.Confidence.Rationale }.OfType<string>(),
            .. hypothesis.Evidence.Where(item => item.WithdrawnAt is null).Select(item => item.Item).Select(item =>
                $"{item.Stance} ({item.Reliability}{item.Credibility}, weight {item.Weight}): {item.Description}"),
        ];
        return reasons.Length == 0 ? null : Marked(
            Start(
                DeterministicId.For("note", attribution.ToString()), hypothesis.CreatedAt, ChangedAt(hypothesis)),
            campaign.Handling.Tlp)
            .Set("abstract", $"Why {hypothesis.ActorName} may be behind {campaign.Profile.Name}")
            .Set("content", string.Join('\n', reasons))
            .Set("object_refs", [attribution])
            .Build();
    }

    /// <summary>A technique known by its id of ATT&amp;CK only; named and placed as a release does, when one knows
    /// it.</summary>
    internal StixObject Technique(string technique, (AttackRelease Release, Technique Technique)? known) =>
        Start(
            DeterministicId.For(
                "attack-pattern", _producer.ToString(), technique, known?.Release.Version ?? "unknown"),
            Timeless,
            Timeless)
            .Set("name", known?.Technique.Name ?? technique)
            .KillChainPhases(known is { } found ? PhasesOf(found.Release, found.Technique) : [])
            .ExternalReferences([new ExternalReference(
                "mitre-attack",
                Description: null,
                $"https://attack.mitre.org/techniques/{technique.Replace('.', '/')}",
                technique)])
            .Build();

    /// <summary>Whom the campaign is aimed at.</summary>
    internal StixObject Target(Target target)
    {
        string[] key = [_producer.ToString(), target.Kind.ToString(), target.Value];
        return target.Kind switch
        {
            TargetKind.Country => Start(DeterministicId.For("location", key), Timeless, Timeless)
                .Set("country", target.Value)
                .Build(),
            TargetKind.Sector => Start(DeterministicId.For("identity", key), Timeless, Timeless)
                .Set("name", target.Value)
                .Set("identity_class", "class")
                .Set("sectors", [target.Value])
                .Build(),
            _ => Shared(DeterministicId.For("identity", key))
                .Set("name", target.Value)
                .Set("identity_class", "organization")
                .Build(),
        };
    }

    /// <summary>What an indicator is for, as it is labelled here.</summary>
    internal StixObject Infrastructure(StixObject indicator, InfrastructureView label) => Marked(
        Start(
            DeterministicId.For("infrastructure", _producer.ToString(), label.Id.ToString()),
            label.CreatedAt,
            label.UpdatedAt),
        label.Handling.Tlp)
        .Set("name", indicator.Text("name") ?? label.Subject)
        .Set("infrastructure_types", [TypeOf(label.Role)])
        .Set("confidence", (long?)label.Confidence)
        .Build();

    /// <summary>When and how often an indicator was seen in the campaign; null when no source says when.</summary>
    internal StixObject? Sighting(StixId indicator, ImmutableArray<Sighting> sightings)
    {
        Sighting[] dated = [.. sightings.Where(sighting => sighting.IsDated)];
        return dated.Length == 0 ? null : OfCampaign(DeterministicId.For(
            "sighting", _producer.ToString(), Id.ToString(), indicator.ToString()))
            .Set("first_seen", dated.Min(sighting => sighting.First))
            .Set("last_seen", dated.Max(sighting => sighting.Last))
            .Set("count", dated.Length)
            .Set("sighting_of_ref", indicator)
            .Set("where_sighted_refs", [_producer])
            .Build();
    }

    /// <summary>All that is told of the campaign to one audience; another audience gets another report.</summary>
    internal StixObject Report(
        IReadOnlyList<StixId> told,
        ImmutableArray<VertexSet> diamonds,
        Tlp narrowest,
        IEnumerable<string> audience)
    {
        var builder = Marked(
            Start(
                DeterministicId.For("report", [_producer.ToString(), Id.ToString(), .. audience]),
                campaign.CreatedAt,
                campaign.UpdatedAt),
            narrowest)
            .Set("name", campaign.Profile.Name)
            .Set("description", campaign.Profile.Description)
            .Set("report_types", ["campaign"])
            .Set("published", campaign.UpdatedAt)
            .Set("object_refs", told);
        return (withFacts ? builder.WithRecordOf(diamonds, told) : builder).Build();
    }

    /// <summary>A link of the campaign.</summary>
    internal StixObject Link(StixId source, string type, StixId target) =>
        OfCampaign(DeterministicId.Relationship(source, type, target, _producer.ToString()))
            .Set("relationship_type", type)
            .Set("source_ref", source)
            .Set("target_ref", target)
            .Build();

    /// <summary>Records say when they were made more finely than when they were changed, and nothing is changed before
    /// it is made.</summary>
    private StixObjectBuilder Start(StixId id, Instant created, Instant modified) => StixObjectBuilder
        .Versioned(id, Storable.Time(created), Storable.Time(modified)).Set("created_by_ref", _producer);

    /// <summary>A part of the campaign's record. It has the campaign's label, so its version is the campaign's: a new
    /// label is a new version of it.</summary>
    private StixObjectBuilder OfCampaign(StixId id) =>
        Marked(Start(id, campaign.CreatedAt, campaign.UpdatedAt), campaign.Handling.Tlp);

    /// <summary>Something that several campaigns may name. The wider the label, the later the version: whoever was told
    /// of it in an AMBER campaign may learn from a GREEN one that it is GREEN, and never the other way round.</summary>
    private StixObjectBuilder Shared(StixId id) => Marked(
        Start(id, Timeless, Timeless + Duration.FromDays(Tlp.Red - campaign.Handling.Tlp)), campaign.Handling.Tlp);

    private static StixObjectBuilder Marked(StixObjectBuilder builder, Tlp label) =>
        builder.Set("object_marking_refs", [Stix.Tlp.Definition(label.ToLevel()).Id]);

    private Instant ChangedAt(HypothesisView hypothesis) => Instant.Max(hypothesis.UpdatedAt, campaign.UpdatedAt);

    private static IEnumerable<KillChainPhase> PhasesOf(AttackRelease release, Technique technique) =>
        release.TacticsOf(technique).Select(tactic => new KillChainPhase(
            release.Domain switch
            {
                AttackDomain.Mobile => "mitre-mobile-attack",
                AttackDomain.Ics => "mitre-ics-attack",
                _ => "mitre-attack",
            },
            tactic.ShortName));

    /// <summary>In the vocabulary of STIX.</summary>
    private static string TypeOf(InfrastructureRole role) => role switch
    {
        InfrastructureRole.C2 => "command-and-control",
        InfrastructureRole.Staging => "staging",
        InfrastructureRole.Exfiltration => "exfiltration",
        InfrastructureRole.Delivery => "hosting-malware",
        InfrastructureRole.Proxy => "anonymization",
        InfrastructureRole.CredentialHarvest => "phishing",
        _ => "unknown",
    };

    private static string? Join(IReadOnlyCollection<string> objectives) =>
        objectives.Count == 0 ? null : string.Join("; ", objectives);

    private static ExternalReference ReferenceOf(Reference reference) => new(
        reference.Publisher ?? new Uri(reference.Url).Host, reference.Title, reference.Url, ExternalId: null);
}
