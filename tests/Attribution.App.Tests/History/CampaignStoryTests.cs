using System.Collections.Immutable;
using Attribution.App.Campaigns.CampaignHistory;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using NodaTime;

namespace Attribution.App.Tests.History;

/// <summary>What an auditor reads of an event without looking anything else up.</summary>
public sealed class CampaignStoryTests
{
    private static readonly Author Anna = new("anna", Source.Analyst);
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 1, 12, 0);

    [Fact]
    public void It_names_what_was_linked_and_whom_a_campaign_is_aimed_at()
    {
        CampaignStory.Tell(new CampaignEvent.IndicatorsLinked(["indicator--a", "indicator--b"], Anna, Noon))
            .ShouldBe("Linked 2 indicators: indicator--a, indicator--b.");
        CampaignStory.Tell(new CampaignEvent.TargetsDiscarded(
                [new Target(TargetKind.Country, "DE")], "not they", Anna, Noon))
            .ShouldBe("Discarded 1 target: country DE.");
    }

    [Fact]
    public void Of_many_it_names_the_first_and_counts_the_others()
    {
        ImmutableArray<string> tags = [.. Enumerable.Range(1, 1_000).Select(number => $"t{number}")];

        CampaignStory.Tell(new CampaignEvent.Tagged(tags, Anna, Noon)).ShouldEndWith(", t19, t20 and 980 more.");
    }
}
