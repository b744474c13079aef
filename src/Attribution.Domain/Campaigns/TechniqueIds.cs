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

    /// <summary>The first that no loaded ATT&amp;CK release knows, of a list that a person typed.</summary>
    public static Rejection? UnknownProblem(
        ImmutableArray<string> ids, ImmutableHashSet<string> unrecognised, string field) =>
        Check.Each(Normalise(ids), field, (id, path) =>
            unrecognised.Contains(id!) ? CampaignRejection.UnknownTechnique(id!, path) : null);

    private static Rejection? Technique(string? id, string field) =>
        TechniqueId.IsWellFormed(TechniqueId.Normalise(id ?? "")) ? null : CampaignRejection.InvalidTechnique(field);
}
