using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Tests.Campaigns;

/// <summary>The first words of every story about a campaign.</summary>
internal static class CampaignSpecs
{
    public static Given<Campaign, CampaignEvent> Given(params CampaignEvent[] history) =>
        Specification.Given<Campaign, CampaignEvent>(history);

    /// <summary>A campaign that was opened by hand and concluded.</summary>
    public static Given<Campaign, CampaignEvent> GivenConcluded() => Given(Sample.Created, Sample.Concluded);
}
