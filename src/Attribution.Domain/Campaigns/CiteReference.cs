using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Cites a published source about the campaign.</summary>
public sealed record CiteReference(Reference Reference, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        Reference.Problem() is { } problem ? problem
        : open.Links.References.Contains(Reference.Url) ? Decision.Unchanged
        : new CampaignEvent.ReferenceCited(Reference, By, At));
}
