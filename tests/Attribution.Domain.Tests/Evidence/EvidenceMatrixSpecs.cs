using Attribution.Domain.Evidence;
using Attribution.Domain.Hypotheses;

namespace Attribution.Domain.Tests.Evidence;

public sealed class EvidenceMatrixSpecs
{
    private static readonly MatrixHypothesis One = new(Sample.CampaignId, "one", HypothesisStatus.Open);
    private static readonly MatrixHypothesis Two = new(Sample.OtherCampaignId, "two", HypothesisStatus.Open);
    private static readonly MatrixHypothesis Three = new(Sample.InvestigationId, "three", HypothesisStatus.Refuted);
    private static readonly MatrixItem Loader = Item(1, One, Stance.Supports, weight: 40);
    private static readonly MatrixItem Timing = Item(2, One, Stance.Contradicts, weight: 10);

    [Fact]
    public void An_item_is_rated_by_its_stance_where_it_was_filed_and_unrated_elsewhere() =>
        Of([Loader, Timing]).Rows.SelectMany(row => row.Cells).ShouldBe(
            [
                new MatrixCell(One.Id, Consistency.Consistent, IsRated: true),
                new MatrixCell(Two.Id, Consistency.Neutral, IsRated: false),
                new MatrixCell(One.Id, Consistency.Inconsistent, IsRated: true),
                new MatrixCell(Two.Id, Consistency.Neutral, IsRated: false),
            ]);

    [Fact]
    public void An_item_may_be_rated_against_more_than_the_hypothesis_it_was_filed_under() =>
        Of([Loader], new Rating(Loader.Id, Two.Id, Consistency.NotApplicable))
            .Rows[0].Cells[1].ShouldBe(new MatrixCell(Two.Id, Consistency.NotApplicable, IsRated: true));

    [Fact]
    public void A_later_rating_replaces_an_earlier_one_and_the_stance() =>
        Of(
            [Loader],
            new Rating(Loader.Id, One.Id, Consistency.Inconsistent),
            new Rating(Loader.Id, One.Id, Consistency.Neutral))
            .Rows[0].Cells[0].Consistency.ShouldBe(Consistency.Neutral);

    [Theory]
    [InlineData(Consistency.Consistent, 0)]
    [InlineData(Consistency.Neutral, 0.5)]
    [InlineData(Consistency.Inconsistent, 1)]
    [InlineData(Consistency.NotApplicable, 0)]
    public void An_item_is_as_diagnostic_as_it_tells_two_hypotheses_apart(Consistency other, double diagnosticity) =>
        Of([Loader], new Rating(Loader.Id, Two.Id, other)).Rows[0].Diagnosticity.ShouldBe(diagnosticity);

    [Fact]
    public void An_item_that_was_rated_against_one_hypothesis_alone_tells_nothing() =>
        Of([Loader]).Rows[0].Diagnosticity.ShouldBe(0);

    [Fact]
    public void Among_three_hypotheses_diagnosticity_is_the_mean_over_their_pairs() =>
        EvidenceMatrix.Of(
            [One, Two, Three],
            [Loader],
            [
                new Rating(Loader.Id, Two.Id, Consistency.Inconsistent),
                new Rating(Loader.Id, Three.Id, Consistency.Consistent),
            ]).Rows[0].Diagnosticity.ShouldBe(2.0 / 3.0);

    [Fact]
    public void The_most_telling_items_come_first() =>
        Of([Loader, Timing], new Rating(Timing.Id, Two.Id, Consistency.Consistent))
            .Rows.Select(row => row.Item).ShouldBe([Timing, Loader]);

    [Fact]
    public void The_least_inconsistent_hypothesis_leads_however_much_supports_the_other()
    {
        var ranking = Of([Loader, Timing]).Ranking;

        ranking[0].Hypothesis.ShouldBe(Two);
        ranking[1].ShouldBe(new MatrixRank(One, InconsistentItems: 1, InconsistentWeight: 10, ConsistentItems: 1));
    }

    [Fact]
    public void What_speaks_against_a_hypothesis_counts_by_weight_before_number()
    {
        var heavy = Item(3, Two, Stance.Contradicts, weight: 30);

        Of([Timing, Item(4, One, Stance.Contradicts, weight: 10), heavy])
            .Ranking.Select(rank => rank.Hypothesis).ShouldBe([One, Two]);
    }

    [Fact]
    public void Of_the_same_weight_fewer_items_lead_and_then_more_that_fit()
    {
        Of([Timing, Item(3, One, Stance.Contradicts, weight: 10), Item(4, Two, Stance.Contradicts, weight: 20)])
            .Ranking.Select(rank => rank.Hypothesis).ShouldBe([Two, One]);
        Of([Timing, Item(3, Two, Stance.Contradicts, weight: 10), Item(4, Two, Stance.Supports, weight: 1)])
            .Ranking.Select(rank => rank.Hypothesis).ShouldBe([Two, One]);
    }

    [Fact]
    public void Without_items_there_are_no_rows_and_every_hypothesis_is_ranked()
    {
        var matrix = Of([]);

        matrix.Rows.ShouldBeEmpty();
        matrix.Ranking.Length.ShouldBe(2);
    }

    private static EvidenceMatrix Of(ImmutableArray<MatrixItem> items, params Rating[] ratings) =>
        EvidenceMatrix.Of([One, Two], items, ratings);

    private static MatrixItem Item(int number, MatrixHypothesis filedUnder, Stance stance, int weight) =>
        new(Sample.Item(number).Id, filedUnder.Id, stance, weight, $"item {number}");
}
