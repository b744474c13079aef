namespace Attribution.Domain.Campaigns;

/// <summary>Lists of tags as commands carry them.</summary>
internal static class TagNames
{
    public static Rejection? Problem(ImmutableArray<string> tags) =>
        Check.Count(tags.OrEmpty().Length, "tags") ?? Check.Each(tags.OrEmpty(), "tags", Check.Name);

    public static ImmutableArray<string> Normalise(ImmutableArray<string> tags) =>
        [.. tags.OrEmpty().Select(tag => tag.Trim())];
}
