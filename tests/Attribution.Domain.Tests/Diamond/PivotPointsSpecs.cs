using Attribution.Domain.Diamond;

namespace Attribution.Domain.Tests.Diamond;

public sealed class PivotPointsSpecs
{
    [Fact]
    public void What_two_campaigns_share_is_a_pivot_with_where_it_is_used()
    {
        var pivot = Find(Using("one", "ferry.example", "a.example"), Using("two", "ferry.example"))
            .Pivots.ShouldHaveSingleItem();

        pivot.Vertex.Value.ShouldBe("ferry.example");
        pivot.Campaigns.ShouldBe(["one", "two"]);
    }

    [Fact]
    public void What_two_sets_of_one_campaign_share_is_a_pivot() =>
        Find(Using("one", "ferry.example"), Using("one", "ferry.example"))
            .Pivots.ShouldHaveSingleItem().VertexSets.ShouldBe(2);

    [Fact]
    public void A_duplicate_inside_one_set_is_no_pivot() =>
        Find(Using("one", "ferry.example", "ferry.example"), Using("two", "b.example")).Pivots.ShouldBeEmpty();

    [Fact]
    public void Values_that_connect_everything_are_reported_apart()
    {
        var campaigns = Enumerable.Range(0, 6).Select(n => Using($"c{n}", "8.8.8.8", n < 2 ? "ferry.example" : $"{n}"));

        var found = Find([.. campaigns]);

        found.Pivots.ShouldHaveSingleItem().Vertex.Value.ShouldBe("ferry.example");
        found.OverShared.ShouldHaveSingleItem().Campaigns.Length.ShouldBe(6);
    }

    [Fact]
    public void What_more_campaigns_share_comes_first() =>
        Find(Using("one", "a.example", "b.example"), Using("two", "a.example", "b.example"), Using("6", "b.example"))
            .Pivots.Select(pivot => pivot.Vertex.Value).ShouldBe(["b.example", "a.example"]);

    [Fact]
    public void As_many_campaigns_as_the_guard_allows_still_are_a_pivot() =>
        Find([.. Enumerable.Range(0, 5).Select(n => Using($"c{n}", "ferry.example"))]).Pivots.Length.ShouldBe(1);

    [Fact]
    public void Each_corner_is_pivoted_on_separately() =>
        PivotPoints.Find([Using("one", "x"), Using("two", "x")], Corner.Victim).Pivots.ShouldBeEmpty();

    private static PivotPoints Find(params PlacedSet[] sets) =>
        PivotPoints.Find(sets, Corner.Infrastructure, campaignsMax: 5);

    // Every use is an object of its own: what they share is the value.
    private static PlacedSet Using(string campaign, params string[] values) => new(campaign, new VertexSet(
        null,
        [],
        [.. values.Select((value, number) => new Vertex($"{campaign}-{number}", "domain-name", null, value))],
        [],
        null,
        null,
        DiamondResult.Unknown,
        null,
        null,
        []));
}
