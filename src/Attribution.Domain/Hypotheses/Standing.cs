using Attribution.Domain.Access;

namespace Attribution.Domain.Hypotheses;

/// <summary>What counts for and against a hypothesis at one moment.</summary>
internal sealed record Standing(Source Source)
{
    /// <summary>Every item ever added, by id: a withdrawn one keeps its id taken.</summary>
    public ImmutableDictionary<Guid, WeighedEvidence> Evidence { get; private init; } =
        ImmutableDictionary<Guid, WeighedEvidence>.Empty;

    /// <summary>How many items that are not withdrawn make a claim: the same artifact and kind counts once.</summary>
    private ImmutableDictionary<Claim, int> Claims { get; init; } = ImmutableDictionary<Claim, int>.Empty;

    /// <summary>Items that machines brought since the last review.</summary>
    private ImmutableStack<Guid> Unreviewed { get; init; } = [];

    public Tally Tally { get; private init; } = Tally.Empty;

    public int AnalystAdjustment { get; init; }

    /// <summary>Who reviewed it, since machines last contributed.</summary>
    public ImmutableHashSet<string> Reviewers { get; private init; } = [];

    private bool WasReviewed { get; init; }

    /// <summary>Whether a machine proposed it and no analyst has reviewed it since.</summary>
    public bool IsMachineMade => Source.IsMachine() && !WasReviewed;

    public bool HasUnreviewedParts => IsMachineMade || Tally.UnreviewedWeight > 0;

    public bool Repeats(EvidenceItem item) =>
        !item.Artifacts.IsEmpty
        && item.Artifacts.All(artifact => Claims.ContainsKey(new Claim(item.Stance, item.Kind, artifact)));

    public Standing With(EvidenceItem item, string contributor)
    {
        var weighed = new WeighedEvidence(item, contributor, IsTrusted: !item.Source.IsMachine());
        return this with
        {
            Evidence = Evidence.Add(item.Id, weighed),
            Claims = Claiming(item, +1),
            Unreviewed = weighed.IsTrusted ? Unreviewed : Unreviewed.Push(item.Id),
            Reviewers = weighed.IsTrusted ? Reviewers : [],
            Tally = Tally.Add(weighed),
        };
    }

    public Standing Without(Guid evidence)
    {
        var weighed = Evidence[evidence];
        var rest = Evidence.SetItem(evidence, weighed with { IsWithdrawn = true });
        return this with
        {
            Evidence = rest,
            Claims = Claiming(weighed.Item, -1),
            Tally = Tally.Remove(weighed),
        };
    }

    public Standing ReviewedBy(string analyst)
    {
        var (evidence, tally) = (Evidence, Tally);
        foreach (var weighed in Unreviewed.Select(id => Evidence[id]))
        {
            evidence = evidence.SetItem(weighed.Item.Id, weighed with { IsTrusted = true });
            tally = weighed.IsWithdrawn ? tally : tally.Reviewed(weighed);
        }

        return this with
        {
            Evidence = evidence,
            Tally = tally,
            Unreviewed = [],
            Reviewers = Reviewers.Add(analyst),
            WasReviewed = true,
        };
    }

    private ImmutableDictionary<Claim, int> Claiming(EvidenceItem item, int sign)
    {
        var claims = Claims;
        foreach (var artifact in item.Artifacts)
        {
            var claim = new Claim(item.Stance, item.Kind, artifact);
            var items = claims.GetValueOrDefault(claim) + sign;
            claims = items == 0 ? claims.Remove(claim) : claims.SetItem(claim, items);
        }

        return claims;
    }

    private readonly record struct Claim(Stance Stance, string Kind, string Artifact);
}
