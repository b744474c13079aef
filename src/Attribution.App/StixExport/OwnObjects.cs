using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.StixImport;
using Attribution.Domain.Campaigns;
using Attribution.Stix;
using NodaTime;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixExport;

/// <summary>
/// Writes our own records as STIX objects. Pure: ids follow from what an object is about and dates from the record, so
/// the same state gives the same bytes. Everything carries the label of the campaign it tells of.
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
    internal StixObject Campaign()
    {
        var builder = Marked(Start(Id, campaign.CreatedAt, campaign.UpdatedAt))
            .Set("name", campaign.Profile.Name)
            .Set("description", campaign.Profile.Description)
            .Set("aliases", campaign.Profile.Aliases)
            .Set("objective", Join(campaign.Profile.Objectives))
            .Set("first_seen", campaign.Profile.FirstSeen)
            .Set("last_seen", campaign.Profile.LastSeen)
            .Set("labels", campaign.Tags)
            .Set("confidence", (long?)campaign.InitialConfidence?.Value)
            .ExternalReferences(campaign.References.Select(ReferenceOf));
        return (withFacts ? builder.WithRecordOf(campaign) : builder).Build();
    }

    /// <summary>What we record about a campaign of somebody else: only its producer may write a version of it, so ours
    /// goes beside it.</summary>
    internal StixObject RecordOfTheirs() =>
        Marked(Start(DeterministicId.For("note", Id.ToString()), campaign.CreatedAt, campaign.UpdatedAt))
            .Set("abstract", "What is recorded here about this campaign")
            .Set("content", $"{campaign.Profile.Name} is {campaign.Status.ToString().ToLowerInvariant()} here.")
            .Set("object_refs", [Id])
            .WithRecordOf(campaign)
            .Build();

    /// <summary>An actor of whom nothing but a name is known.</summary>
    internal StixObject Actor(HypothesisView hypothesis) =>
        Start(StixId.Parse(hypothesis.Actor), Timeless, Timeless).Set("name", hypothesis.ActorName).Build();

    /// <summary>The statement that an actor may be behind the campaign.</summary>
    internal StixObject Attribution(HypothesisView hypothesis)
    {
        var actor = StixId.Parse(hypothesis.Actor);
        var id = DeterministicId.Relationship(Id, "attributed-to", actor, hypothesis.Id.ToString());
        var isGraded = hypothesis.Evidence.Length > 0 || hypothesis.Confidence.Value > 0;
        var builder = Marked(Start(id, hypothesis.CreatedAt, hypothesis.UpdatedAt))
            .Set("relationship_type", "attributed-to")
            .Set("source_ref", Id)
            .Set("target_ref", actor)
            .Set("description", hypothesis.Rationale)
            .Set("confidence", isGraded ? hypothesis.Confidence.Value : (long?)null);
        return (withFacts ? builder.WithRecordOf(hypothesis) : builder).Build();
    }

    /// <summary>A technique known by its id of ATT&amp;CK only.</summary>
    internal StixObject Technique(string technique) =>
        Start(DeterministicId.For("attack-pattern", _producer.ToString(), technique), Timeless, Timeless)
            .Set("name", technique)
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
            _ => Start(DeterministicId.For("identity", key), Timeless, Timeless)
                .Set("name", target.Value)
                .Set("identity_class", "organization")
                .Build(),
        };
    }

    /// <summary>A link of the campaign. It has no history of its own, so it is as old as the campaign.</summary>
    internal StixObject Link(StixId source, string type, StixId target) =>
        Marked(Start(
            DeterministicId.Relationship(source, type, target, _producer.ToString()),
            campaign.CreatedAt,
            campaign.CreatedAt))
            .Set("relationship_type", type)
            .Set("source_ref", source)
            .Set("target_ref", target)
            .Build();

    private StixObjectBuilder Start(StixId id, Instant created, Instant modified) =>
        StixObjectBuilder.Versioned(id, created, modified).Set("created_by_ref", _producer);

    private StixObjectBuilder Marked(StixObjectBuilder builder) =>
        builder.Set("object_marking_refs", [Stix.Tlp.Definition(campaign.Handling.Tlp.ToLevel()).Id]);

    private static string? Join(IReadOnlyCollection<string> objectives) =>
        objectives.Count == 0 ? null : string.Join("; ", objectives);

    private static ExternalReference ReferenceOf(Reference reference) => new(
        reference.Publisher ?? new Uri(reference.Url).Host, reference.Title, reference.Url, ExternalId: null);
}
