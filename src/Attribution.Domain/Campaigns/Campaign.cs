using System.Diagnostics;
using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// What a campaign remembers for its decisions. What people read is folded elsewhere, from the same events.
/// </summary>
public abstract record Campaign : IState<Campaign, CampaignEvent>
{
    private Campaign()
    {
    }

    /// <summary>Nothing has happened yet.</summary>
    public static Campaign Initial { get; } = new Unopened();

    /// <summary>Where it stands in the lifecycle; null before its first event.</summary>
    public abstract CampaignStatus? Status { get; }

    public abstract Campaign Evolve(CampaignEvent happened);

    /// <summary>Decides on an open campaign; refuses on one that does not exist or is concluded.</summary>
    internal Decision<CampaignEvent> IfOpen(Func<Open, Decision<CampaignEvent>> decide) => this switch
    {
        Open open => decide(open),
        Concluded => CampaignRejection.Concluded,
        _ => CampaignRejection.NotFound,
    };

    private static UnreachableException NeverFollows(CampaignEvent happened, Campaign state) =>
        new($"{happened.GetType().Name} never follows the state {state.GetType().Name}.");

    public sealed record Unopened : Campaign
    {
        public override CampaignStatus? Status => null;

        public override Campaign Evolve(CampaignEvent happened) => happened switch
        {
            CampaignEvent.Created created => Open.From(created),
            CampaignEvent.Promoted promoted => Open.From(promoted),
            _ => throw NeverFollows(happened, this),
        };
    }

    /// <summary>A campaign that takes changes: suspected, active or dormant.</summary>
    public sealed record Open(Guid Id, CampaignStatus Phase, CampaignProfile Profile, Handling Handling) : Campaign
    {
        public override CampaignStatus? Status => Phase;

        public Guid? Parent { get; init; }

        /// <summary>The fields whose texts were taken out of sight at some time.</summary>
        public ImmutableHashSet<RedactableField> Redactions { get; init; } = [];

        public CampaignLinks Links { get; init; } = CampaignLinks.None;

        public override Campaign Evolve(CampaignEvent happened) => happened switch
        {
            CampaignEvent.Activated or CampaignEvent.Reactivated => this with { Phase = CampaignStatus.Active },
            CampaignEvent.WentDormant => this with { Phase = CampaignStatus.Dormant },
            CampaignEvent.Concluded => new Concluded(this),
            CampaignEvent.ProfileRevised revised => this with { Profile = revised.Changes.ApplyTo(Profile) },
            CampaignEvent.ParentAssigned assigned => this with { Parent = assigned.ParentCampaign },
            CampaignEvent.ParentRemoved => this with { Parent = null },
            CampaignEvent.Reclassified reclassified => this with { Handling = reclassified.Handling },
            CampaignEvent.Redacted redacted => this with
            {
                Profile = Redaction.ApplyTo(Profile, redacted.Field),
                Redactions = Redactions.Add(redacted.Field),
            },
            CampaignEvent.ClusterMerged merged => this with
            {
                Profile = Profile.Seen(merged.FirstSeen, merged.LastSeen),
                Links = Links.Evolve(merged),
            },
            CampaignEvent.Created or CampaignEvent.Promoted => throw NeverFollows(happened, this),
            _ => this with { Links = Links.Evolve(happened) },
        };

        internal static Open From(CampaignEvent.Created created) =>
            new(created.Id, CampaignStatus.Suspected, created.Profile, created.Handling)
            {
                Parent = created.ParentCampaign,
            };

        internal static Open From(CampaignEvent.Promoted promoted) =>
            new(promoted.Id, CampaignStatus.Suspected, promoted.Profile, promoted.Handling)
            {
                Links = CampaignLinks.From(promoted),
            };
    }

    /// <summary>Terminal: it only takes annotations that correct the record.</summary>
    public sealed record Concluded(Open Last) : Campaign
    {
        public override CampaignStatus? Status => CampaignStatus.Concluded;

        public override Campaign Evolve(CampaignEvent happened) => happened switch
        {
            CampaignEvent.Reclassified or CampaignEvent.Redacted => new Concluded((Open)Last.Evolve(happened)),
            _ => throw NeverFollows(happened, this),
        };
    }
}
