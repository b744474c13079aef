using Attribution.Domain.KillChain;

namespace Attribution.Domain.Campaigns;

/// <summary>Lists of technique ids as commands carry them.</summary>
internal static class TechniqueIds
{
    /// <param name="ids">The list.</param>
    /// <param name="mustBeWellFormed">False where a cluster may have brought an id that is none.</param>
    public static Rejection? Problem(ImmutableArray<string> ids, bool mustBeWellFormed = true) =>
        Check.Count(ids.OrEmpty().Length, "techniques")
        ?? (mustBeWellFormed ? Check.Each(ids.OrEmpty(), "techniques", Technique) : null);

    public static ImmutableArray<string> Normalise(ImmutableArray<string> ids) =>
        [.. ids.OrEmpty().Select(id => TechniqueId.Normalise(id ?? ""))];

    private static Rejection? Technique(string? id, string field) =>
        TechniqueId.IsWellFormed(TechniqueId.Normalise(id ?? "")) ? null : CampaignRejection.InvalidTechnique(field);
}
