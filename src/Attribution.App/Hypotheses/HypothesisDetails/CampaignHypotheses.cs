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
    private readonly PastPages _past;
    private readonly OncePerLevel<CampaignView, IReadOnlyList<HypothesisView[]>> _levels;

    internal CampaignHypotheses(HypothesisQueries queries, PastPages past)
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
        return await Task.WhenAll(level.Select(campaign => campaign.AsOf is { } then
            ? AsOfAsync(today[campaign.Id], new Moment(then, null), call.Cancellation)
            : Task.FromResult<HypothesisView[]>([.. today[campaign.Id]])));
    }

    private async Task<HypothesisView[]> AsOfAsync(
        IEnumerable<HypothesisView> today, Moment moment, CancellationToken cancellation)
    {
        var then = await Task.WhenAll(today.Select(hypothesis => _past.FindAsync(
            HypothesisAggregate.Definition, HypothesisAggregate.StreamOf(hypothesis), moment, cancellation)));
        return [.. then.OfType<HypothesisView>()];
    }
}
