using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.Domain.Evidence;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Hypotheses.Matrix;

/// <summary>The fields of <c>matrix.graphql</c>.</summary>
internal sealed class MatrixFields(CampaignQueries campaigns, HypothesisQueries queries)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<Root>("Query").Define("evidenceMatrix", field =>
        {
            var campaign = field.Argument<Guid>("campaign");
            return field.Returns(Output.Nullable<CampaignMatrix>()).Async(async (_, call) =>
            {
                var id = call.Get(campaign);
                var hypotheses = (await queries.OfCampaignsAsync(call.Caller(), [id], call.Cancellation))[id];
                var matrix = CampaignMatrix.Of([.. hypotheses]);
                return matrix.Hypotheses.Count > 0
                    || (await campaigns.FindAsync(call.Caller(), [id], call.Cancellation)).Count > 0
                        ? matrix
                        : null;
            });
        });
        schema.Object<CampaignMatrix>("EvidenceMatrix")
            .ListField("hypotheses", matrix => matrix.Hypotheses)
            .ListField("rows", matrix => matrix.Rows)
            .ListField("ranking", matrix => matrix.Ranking);
        schema.Object<CampaignMatrixRow>("EvidenceMatrixRow")
            .Field("evidence", row => row.Evidence)
            .Field("filedUnder", row => row.FiledUnder)
            .Field("diagnosticity", row => row.Diagnosticity)
            .ListField("cells", row => row.Cells);
        schema.Object<CampaignMatrixCell>("EvidenceMatrixCell")
            .Field("hypothesis", cell => cell.Hypothesis)
            .Field("consistency", cell => cell.Consistency)
            .Field("rated", cell => cell.IsRated)
            .NullableField("reason", cell => cell.Rating?.Reason)
            .NullableField("ratedBy", cell => cell.Rating?.RatedBy)
            .NullableField("ratedAt", cell => cell.Rating?.RatedAt);
        schema.Object<CampaignMatrixRank>("EvidenceMatrixRank")
            .Field("hypothesis", rank => rank.Hypothesis)
            .Field("inconsistentItems", rank => rank.Rank.InconsistentItems)
            .Field("inconsistentWeight", rank => rank.Rank.InconsistentWeight)
            .Field("consistentItems", rank => rank.Rank.ConsistentItems);
    }
}

/// <summary>The matrix of a campaign with the pages it is made of.</summary>
internal sealed record CampaignMatrix(
    IReadOnlyList<HypothesisView> Hypotheses,
    IReadOnlyList<CampaignMatrixRow> Rows,
    IReadOnlyList<CampaignMatrixRank> Ranking)
{
    /// <summary>Every item that is not withdrawn against every hypothesis, resolved ones included.</summary>
    internal static CampaignMatrix Of(IReadOnlyList<HypothesisView> hypotheses)
    {
        var pages = hypotheses.ToDictionary(hypothesis => hypothesis.Id);
        var filed = hypotheses
            .SelectMany(page => page.Evidence.Select(evidence => (Hypothesis: page, Evidence: evidence)))
            .Where(pair => !pair.Evidence.IsWithdrawn)
            .ToArray();
        var items = filed.ToDictionary(
            pair => new MatrixItem(
                pair.Evidence.Item.Id,
                pair.Hypothesis.Id,
                pair.Evidence.Item.Stance,
                pair.Evidence.Item.Weight,
                pair.Evidence.Item.Description),
            pair => pair.Evidence);
        var matrix = EvidenceMatrix.Of(
            [.. hypotheses.Select(page => new MatrixHypothesis(page.Id, page.Actor, page.Status))],
            [.. items.Keys],
            hypotheses.SelectMany(hypothesis => hypothesis.Ratings.Select(
                rating => new Rating(rating.Evidence, hypothesis.Id, rating.Consistency))));
        return new CampaignMatrix(
            hypotheses,
            [.. matrix.Rows.Select(row => CampaignMatrixRow.From(row, items[row.Item], pages))],
            [.. matrix.Ranking.Select(rank => new CampaignMatrixRank(pages[rank.Hypothesis.Id], rank))]);
    }
}

internal sealed record CampaignMatrixRow(
    EvidenceView Evidence, HypothesisView FiledUnder, double Diagnosticity, IReadOnlyList<CampaignMatrixCell> Cells)
{
    internal static CampaignMatrixRow From(
        MatrixRow row, EvidenceView evidence, Dictionary<Guid, HypothesisView> pages) => new(
            evidence,
            pages[row.Item.FiledUnder],
            row.Diagnosticity,
            [.. row.Cells.Select(cell => new CampaignMatrixCell(
                pages[cell.Hypothesis],
                cell.Consistency,
                cell.IsRated,
                pages[cell.Hypothesis].Ratings.SingleOrDefault(rating => rating.Evidence == row.Item.Id)))]);
}

internal sealed record CampaignMatrixCell(
    HypothesisView Hypothesis, Consistency Consistency, bool IsRated, RatingView? Rating);

internal sealed record CampaignMatrixRank(HypothesisView Hypothesis, MatrixRank Rank);
