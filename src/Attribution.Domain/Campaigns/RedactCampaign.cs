using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// Takes the text of one field out of sight, in the present and in the history. It corrects the record, so a
/// concluded campaign takes it too.
/// </summary>
public sealed record RedactCampaign(RedactableField Field, string Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state switch
    {
        _ when !Enum.IsDefined(Field) => CampaignRejection.UnknownField,
        Campaign.Open open => Redact(open),
        Campaign.Concluded concluded => Redact(concluded.Last),
        _ => CampaignRejection.NotFound,
    };

    // A field that is empty now may have held text before, so only the state after a redaction counts as done.
    private Decision<CampaignEvent> Redact(Campaign.Open campaign) =>
        campaign.Redactions.Contains(Field) && IsEmpty(campaign.Profile) ? Decision.Unchanged
        : Check.Reason(Reason) is { } problem ? problem
        : new CampaignEvent.Redacted(Field, Reason, By, At);

    private bool IsEmpty(CampaignProfile profile) =>
        ProfileChanges.Between(profile, Redaction.ApplyTo(profile, Field)) is null;
}
