using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// Changes who may see a campaign: its label, its audience, the countries it may be released to. It corrects the
/// record, so a concluded campaign takes it too. The owner stays.
/// </summary>
public sealed record ReclassifyCampaign(Handling Handling, string Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state switch
    {
        Campaign.Open open => Reclassify(open),
        Campaign.Concluded concluded => Reclassify(concluded.Last),
        _ => CampaignRejection.NotFound,
    };

    private Decision<CampaignEvent> Reclassify(Campaign.Open campaign)
    {
        var handling = Handling.Normalised(By);
        return handling.IsSameAs(campaign.Handling) ? Decision.Unchanged
            : handling.Owner != campaign.Handling.Owner ? CampaignRejection.OwnerIsFixed
            : (handling.Problem() ?? Check.Reason(Reason)) is { } problem ? problem
            : new CampaignEvent.Reclassified(handling, Reason, By, At);
    }
}
