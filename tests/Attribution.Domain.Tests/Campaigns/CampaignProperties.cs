using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class CampaignProperties
{
    [Fact]
    public void The_laws_of_every_aggregate_hold_for_campaigns() =>
        new AggregateLaws<Campaign, CampaignEvent>(AnyCommand).Hold();

    private static readonly Gen<Handling> AnyHandling =
        from tlp in Gen.Elements(Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red, (Tlp)8)
        from owner in Gen.Frequency((9, Gen.Constant("response-team")), (1, Gen.Constant("")))
        from shared in Any.List(Gen.Elements("one", "two"))
        from countries in Any.List(Gen.Elements("NO", "dk", "DE", "SE", "IS"))
        from recipients in Any.List(Gen.Elements("ada", "grace"))
        select new Handling(
            tlp,
            new OrganisationId(owner),
            shared.IsDefault ? default : [.. shared.Select(name => new OrganisationId(name))],
            countries,
            recipients);

    private static readonly Gen<CampaignProfile> AnyProfile =
        from name in Any.Text
        from aliases in Any.List(Any.Text)
        from first in Any.Date
        from last in Any.Date
        select new CampaignProfile(name, aliases) { FirstSeen = first, LastSeen = last, Description = name };

    private static readonly Gen<ProfileChanges> AnyChanges =
        from name in Any.Text
        from text in Any.Text
        from aliases in Any.List(Any.Text)
        from date in Any.Date
        from which in Gen.Choose(0, 5)
        select which switch
        {
            0 => new ProfileChanges { Name = new(name), Description = new(text) },
            1 => new ProfileChanges { Aliases = new(aliases), Objectives = new(aliases) },
            2 => new ProfileChanges { StartDate = new(date), ThreatLevel = new(ThreatLevel.High) },
            3 => new ProfileChanges { EndDate = new(date) },
            4 => new ProfileChanges { FirstSeen = new(date), Name = new(text) },
            _ => new ProfileChanges { ThreatLevel = new(null), LastSeen = new(date) },
        };

    private static readonly Gen<Cluster> AnyCluster =
        from id in Gen.Elements<string?>("c1", "c2", "c3", "", null)
        from members in Any.List(Any.Indicator)
        from techniques in Any.List(Any.Technique)
        from label in Any.Text
        from actor in Gen.Elements<string?>("apt28", "APT 28", null)
        from first in Any.Date
        from confidence in Any.Assessment
        select new Cluster
        {
            Id = id,
            Label = label,
            MemberIds = members,
            Techniques = techniques,
            SuggestedActor = actor,
            FirstSeen = first,
            Confidence = confidence,
        };

    private static readonly Gen<ParentLine> AnyParent =
        from id in Gen.Elements(Sample.OtherCampaignId, Sample.CampaignId)
        from status in Any.Perhaps(Gen.Elements(CampaignStatus.Active, CampaignStatus.Concluded))
        from ancestors in Any.List(Gen.Elements(Sample.InvestigationId, Sample.InvestigationId, Sample.CampaignId))
        select new ParentLine(id, status, ancestors);

    private static readonly Gen<ImmutableArray<Target>> AnyTargets = Any.List(
        Gen.Frequency(
            (8, Gen.Elements(new Target(TargetKind.Country, "NO"), new Target(TargetKind.Sector, "Energy"))),
            (1, Gen.Elements(new Target(TargetKind.Country, "Norway"), new Target((TargetKind)5, null!)))));

    private static readonly ImmutableHashSet<string> Unrecognised = ["T9999"];

    private static Gen<ICommand<Campaign, CampaignEvent>> AnyCommand { get; } =
        from who in Any.Author
        from at in Any.Time
        from why in Any.Text
        from command in Gen.Frequency(
            (10, Opening(who, at)),
            (8, Lifecycle(who, at, why)),
            (12, Links(who, at, why)),
            (8, SetLinks(who, at, why)),
            (5, Changes(who, at, why)))
        select command;

    private static Gen<ICommand<Campaign, CampaignEvent>> Opening(Author who, Instant at) =>
        from id in Gen.Elements(Sample.CampaignId, Sample.CampaignId, Sample.OtherCampaignId, Guid.Empty)
        from profile in AnyProfile
        from cluster in AnyCluster
        from handling in AnyHandling
        from parent in AnyParent
        from which in Gen.Choose(0, 5)
        select (ICommand<Campaign, CampaignEvent>)(which switch
        {
            0 => new CreateCampaign(id, Sample.Tenant, profile, parent, handling, who, at),
            1 => new CreateCampaign(id, Sample.Tenant, Sample.Profile, null, handling, who, at),
            2 => new ResurfaceCampaign(id, Sample.Tenant, parent, profile, handling, who, at),
            3 => new MergeCluster(cluster, Unrecognised, who, at),
            _ => new PromoteCluster(
                id, Sample.Tenant, handling.Owner, cluster, handling.Tlp, Unrecognised, who, at),
        });

    private static Gen<ICommand<Campaign, CampaignEvent>> Lifecycle(Author who, Instant at, string why) =>
        Gen.Frequency<ICommand<Campaign, CampaignEvent>>(
            (6, Gen.Constant<ICommand<Campaign, CampaignEvent>>(new ActivateCampaign(why, who, at))),
            (4, Gen.Constant<ICommand<Campaign, CampaignEvent>>(new ReactivateCampaign(why, who, at))),
            (6, Gen.Constant<ICommand<Campaign, CampaignEvent>>(new MarkCampaignDormant(why, who, at))),
            (1, Gen.Constant<ICommand<Campaign, CampaignEvent>>(new ConcludeCampaign(why, who, at))));

    private static Gen<ICommand<Campaign, CampaignEvent>> Links(Author who, Instant at, string why) =>
        from investigation in Gen.Elements(Sample.InvestigationId, Sample.CampaignId)
        from actor in Gen.Elements<string>(Sample.ActorId, "intrusion-set--x", null!)
        from cluster in Gen.Elements<string>("c1", "c2", "", null!)
        from url in Gen.Elements<string>("https://example.org/a", "file:///etc/passwd", null!)
        from which in Gen.Choose(0, 7)
        select (ICommand<Campaign, CampaignEvent>)(which switch
        {
            0 => new LinkInvestigation(investigation, who, at),
            1 => new UnlinkInvestigation(investigation, why, who, at),
            2 => new AssociateActor(actor, who, at),
            3 => new DissociateActor(actor, why, who, at),
            4 => new LinkCluster(cluster, who, at),
            5 => new UnlinkCluster(cluster, why, who, at),
            6 => new CiteReference(new Reference(url, why), who, at),
            _ => new WithdrawReference(url, why, who, at),
        });

    /// <summary>Few enough that some are taken off again.</summary>
    private static Gen<string> FewTags => Gen.Frequency((3, Gen.Elements("ports", "energy")), (1, Any.Text));

    private static Gen<ICommand<Campaign, CampaignEvent>> SetLinks(Author who, Instant at, string why) =>
        from indicators in Any.List(Any.Indicator)
        from techniques in Any.List(Any.Technique)
        from targets in AnyTargets
        from tags in Any.List(FewTags)
        from which in Gen.Choose(0, 7)
        select (ICommand<Campaign, CampaignEvent>)(which switch
        {
            0 => new LinkIndicators(indicators, who, at),
            1 => new UnlinkIndicators(indicators, why, who, at),
            2 => new ObserveTechniques(techniques, Unrecognised, who, at),
            3 => new DiscardTechniques(techniques, why, who, at),
            4 => new IdentifyTargets(targets, who, at),
            5 => new DiscardTargets(targets, why, who, at),
            6 => new TagCampaign(tags, who, at),
            _ => new UntagCampaign(tags, who, at),
        });

    private static Gen<ICommand<Campaign, CampaignEvent>> Changes(Author who, Instant at, string why) =>
        from changes in AnyChanges
        from handling in AnyHandling
        from field in Gen.Elements(RedactableField.Name, RedactableField.Aliases, (RedactableField)7)
        from parent in AnyParent
        from which in Gen.Choose(0, 5)
        select (ICommand<Campaign, CampaignEvent>)(which switch
        {
            0 or 1 => new ReviseProfile(changes, why, who, at),
            2 => new ReclassifyCampaign(handling, why, who, at),
            3 => new RedactCampaign(field, why, who, at),
            4 => new AssignParent(parent, who, at),
            _ => new RemoveParent(parent.Id, who, at),
        });
}
