namespace Attribution.Domain.Diamond;

/// <summary>A vertex set and the campaign it belongs to.</summary>
public sealed record PlacedSet(string Campaign, VertexSet Set);

/// <summary>Something that several vertex sets or campaigns share, with where each uses it.</summary>
public sealed record Pivot(Vertex Vertex, int VertexSets, ImmutableArray<string> Campaigns);

/// <summary>What an investigation can turn around on: values of one corner shared by two or more vertex sets.</summary>
/// <param name="Pivots">The widest shared first.</param>
/// <param name="OverShared">Values of more campaigns than the guard lets pass (a content network, a sinkhole, a
/// public resolver): they connect everything, and so they connect nothing.</param>
public sealed record PivotPoints(Corner Corner, ImmutableArray<Pivot> Pivots, ImmutableArray<Pivot> OverShared)
{
    /// <summary>How many campaigns may share a value before it says nothing.</summary>
    public const int CampaignsMaxDefault = 20;

    public static PivotPoints Find(
        IEnumerable<PlacedSet> sets,
        Corner corner,
        int campaignsMax = CampaignsMaxDefault)
    {
        var shared = Placed(sets, corner)
            .GroupBy(place => place.Vertex.Key, StringComparer.Ordinal)
            .Where(places => places.Count() > 1)
            .Select(places => new Pivot(places.First().Vertex, places.Count(), CampaignsOf(places)))
            .OrderByDescending(pivot => pivot.Campaigns.Length)
            .ThenByDescending(pivot => pivot.VertexSets)
            .ThenBy(pivot => pivot.Vertex.Key, StringComparer.Ordinal)
            .ToLookup(pivot => pivot.Campaigns.Length > campaignsMax);
        return new PivotPoints(corner, [.. shared[false]], [.. shared[true]]);
    }

    private static ImmutableArray<string> CampaignsOf(IEnumerable<(string Campaign, Vertex Vertex)> places) =>
        [.. places.Select(place => place.Campaign).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // A value that stands twice in one set is one place.
    private static IEnumerable<(string Campaign, Vertex Vertex)> Placed(IEnumerable<PlacedSet> sets, Corner corner) =>
        sets.SelectMany(placed => placed.Set.At(corner)
            .DistinctBy(vertex => vertex.Key, StringComparer.Ordinal)
            .Select(vertex => (placed.Campaign, vertex)));
}
