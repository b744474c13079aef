using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.History;
using Attribution.App.Loading;
using Attribution.GraphQL.Execution;

namespace Attribution.App.Hypotheses.HypothesisDetails;

/// <summary>The hypotheses of the campaigns of one level of a query, in one statement.</summary>
internal sealed class CampaignHypotheses
{
    private readonly HypothesisQueries _queries;
    private readonly PastPages<HypothesisView> _past;
    private readonly OncePerLevel<CampaignView, IReadOnlyList<HypothesisView[]>> _levels;

    internal CampaignHypotheses(HypothesisQueries queries, PastPages<HypothesisView> past)
    {
        (_queries, _past) = (queries, past);
        _levels = new OncePerLevel<CampaignView, IReadOnlyList<HypothesisView[]>>(LoadAsync);
    }

    /// <summary>The hypotheses of each campaign, oldest first. Those of a campaign as of a moment are of that moment
    /// too.</summary>
    internal Task<IReadOnlyList<HypothesisView[]>> OfAsync(IReadOnlyList<CampaignView> level, FieldCall call) =>
        _levels.OfAsync(level, call);

    private async Task<IReadOnlyList<HypothesisView[]>> LoadAsync(IReadOnlyList<CampaignView> level, FieldCall call)
    {
        Guid[] ids = [.. level.Select(campaign => campaign.Id).Distinct()];
        var today = await _queries.OfCampaignsAsync(call.Caller(), ids, call.Cancellation);
        var wanted = level.Where(campaign => campaign.AsOf is not null)
            .SelectMany(campaign => today[campaign.Id].Select(
                hypothesis => (hypothesis.Id, Moment: new Moment(campaign.AsOf, null))))
            .Distinct().ToArray();
        var past = wanted.Zip(await _past.FindAsync(call.Caller(), wanted, call.Cancellation))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. level.Select(campaign => campaign.AsOf is null
                ? today[campaign.Id].ToArray()
                : [.. today[campaign.Id].Select(hypothesis => past[(hypothesis.Id, new Moment(campaign.AsOf, null))])
                    .OfType<HypothesisView>()]),
        ];
    }
}
