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

    private Decision<CampaignEvent> Reclassify(Campaign.Open campaign) =>
        Handling.Normalised(By).ChangeFrom(campaign.Handling, Reason) switch
        {
            { Problem: { } problem } => problem,
            { To: { } handling } => new CampaignEvent.Reclassified(handling, Reason, By, At),
            _ => Decision.Unchanged,
        };
}
