using Attribution.Domain.Hypotheses;

namespace Attribution.Domain.Evidence;

/// <summary>How an item of evidence fits a hypothesis.</summary>
public enum Consistency
{
    Consistent,
    Inconsistent,
    Neutral,
    NotApplicable,
}

/// <summary>A hypothesis as a column of the matrix.</summary>
public sealed record MatrixHypothesis(Guid Id, string Actor, HypothesisStatus Status);

/// <summary>An item that is not withdrawn, as a row of the matrix.</summary>
/// <param name="FiledUnder">The hypothesis it was added to; there its stance is its rating until someone rates
/// it.</param>
public sealed record MatrixItem(Guid Id, Guid FiledUnder, Stance Stance, int Weight, string Description);

/// <summary>
/// That somebody rated an item against a hypothesis; a later rating of the two replaces an earlier one.
/// </summary>
public sealed record Rating(Guid Evidence, Guid Hypothesis, Consistency Consistency);

/// <summary>One cell.</summary>
/// <param name="IsRated">False where nobody has said anything: it is shown as neutral and counts for nothing.</param>
public sealed record MatrixCell(Guid Hypothesis, Consistency Consistency, bool IsRated);

/// <summary>One row.</summary>
/// <param name="Diagnosticity">0 to 1: how much the item tells the hypotheses apart. An item that fits them all
/// alike tells nothing, however heavy it is.</param>
public sealed record MatrixRow(MatrixItem Item, ImmutableArray<MatrixCell> Cells, double Diagnosticity);

/// <summary>A hypothesis in the order of least inconsistency.</summary>
/// <param name="InconsistentWeight">Sum of the weights of the items that speak against it.</param>
public sealed record MatrixRank(
    MatrixHypothesis Hypothesis,
    int InconsistentItems,
    int InconsistentWeight,
    int ConsistentItems);

/// <summary>
/// Every item of a campaign's evidence against every hypothesis, after Heuer's Analysis of Competing Hypotheses: what
/// counts is what a hypothesis fails to explain. A view beside the score, never instead of it.
/// </summary>
/// <param name="Rows">The most telling first.</param>
/// <param name="Ranking">The least inconsistent first.</param>
public sealed record EvidenceMatrix(
    ImmutableArray<MatrixHypothesis> Hypotheses,
    ImmutableArray<MatrixRow> Rows,
    ImmutableArray<MatrixRank> Ranking)
{
    public static EvidenceMatrix Of(
        ImmutableArray<MatrixHypothesis> hypotheses,
        ImmutableArray<MatrixItem> items,
        IEnumerable<Rating> ratings)
    {
        var rated = ratings
            .GroupBy(rating => (rating.Evidence, rating.Hypothesis))
            .ToDictionary(group => group.Key, group => group.Last().Consistency);
        ImmutableArray<MatrixRow> rows =
        [
            .. items
                .Select(item => Row(item, [.. hypotheses.Select(hypothesis => Cell(item, hypothesis.Id, rated))]))
                .OrderByDescending(row => row.Diagnosticity)
                .ThenByDescending(row => row.Item.Weight)
                .ThenBy(row => row.Item.Id),
        ];
        return new EvidenceMatrix(hypotheses, rows, Rank(hypotheses, rows));
    }

    private static MatrixCell Cell(
        MatrixItem item,
        Guid hypothesis,
        Dictionary<(Guid Evidence, Guid Hypothesis), Consistency> rated)
    {
        if (rated.TryGetValue((item.Id, hypothesis), out var consistency))
        {
            return new MatrixCell(hypothesis, consistency, IsRated: true);
        }

        return item.FiledUnder != hypothesis
            ? new MatrixCell(hypothesis, Consistency.Neutral, IsRated: false)
            : new MatrixCell(hypothesis, AsConsistency(item.Stance), IsRated: true);
    }

    private static Consistency AsConsistency(Stance stance) =>
        stance is Stance.Supports ? Consistency.Consistent : Consistency.Inconsistent;

    private static MatrixRow Row(MatrixItem item, ImmutableArray<MatrixCell> cells) =>
        new(item, cells, Diagnosticity(cells));

    /// <summary>The mean distance between any two hypotheses the item was rated against: consistent is 1,
    /// inconsistent -1, and the distance of these two counts as 1.</summary>
    private static double Diagnosticity(ImmutableArray<MatrixCell> cells)
    {
        int[] values = [.. cells.Where(cell => cell.IsRated).Select(ValueOf).OfType<int>()];
        var pairs = values.Length * (values.Length - 1) / 2;
        var apart = values.Select((value, index) => values[(index + 1)..].Sum(other => Math.Abs(value - other))).Sum();
        return pairs == 0 ? 0 : apart / (2.0 * pairs);
    }

    private static int? ValueOf(MatrixCell cell) => cell.Consistency switch
    {
        Consistency.Consistent => 1,
        Consistency.Neutral => 0,
        Consistency.Inconsistent => -1,
        _ => null,
    };

    private static ImmutableArray<MatrixRank> Rank(
        ImmutableArray<MatrixHypothesis> hypotheses,
        ImmutableArray<MatrixRow> rows) =>
    [
        .. hypotheses
            .Select((hypothesis, column) => Rank(hypothesis, [.. rows.Select(row => (row.Item, row.Cells[column]))]))
            .OrderBy(rank => rank.InconsistentWeight)
            .ThenBy(rank => rank.InconsistentItems)
            .ThenByDescending(rank => rank.ConsistentItems)
            .ThenBy(rank => rank.Hypothesis.Id),
    ];

    private static MatrixRank Rank(
        MatrixHypothesis hypothesis,
        ImmutableArray<(MatrixItem Item, MatrixCell Cell)> column)
    {
        ImmutableArray<MatrixItem> against =
            [.. column.Where(rated => rated.Cell.Consistency is Consistency.Inconsistent).Select(rated => rated.Item)];
        return new MatrixRank(
            hypothesis,
            against.Length,
            against.Sum(item => item.Weight),
            column.Count(rated => rated.Cell.Consistency is Consistency.Consistent));
    }
}
