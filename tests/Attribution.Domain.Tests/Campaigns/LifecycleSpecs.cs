using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

/// <summary>The table of BEHAVIOUR section 1: every status against every command that asks for another one.</summary>
public sealed class LifecycleSpecs
{
    public static TheoryData<CampaignStatus, string, string> Table => new()
    {
        { CampaignStatus.Suspected, "ACTIVE", "Activated" },
        { CampaignStatus.Suspected, "DORMANT", "CAMPAIGN_NOT_ACTIVE" },
        { CampaignStatus.Suspected, "CONCLUDED", "Concluded" },
        { CampaignStatus.Active, "ACTIVE", "nothing" },
        { CampaignStatus.Active, "DORMANT", "WentDormant" },
        { CampaignStatus.Active, "CONCLUDED", "Concluded" },
        { CampaignStatus.Dormant, "ACTIVE", "Reactivated" },
        { CampaignStatus.Dormant, "DORMANT", "nothing" },
        { CampaignStatus.Dormant, "CONCLUDED", "Concluded" },
        { CampaignStatus.Concluded, "ACTIVE", "CAMPAIGN_CONCLUDED" },
        { CampaignStatus.Concluded, "DORMANT", "CAMPAIGN_CONCLUDED" },
        { CampaignStatus.Concluded, "CONCLUDED", "nothing" },
        { CampaignStatus.Suspected, "ACTIVE AGAIN", "CAMPAIGN_NOT_DORMANT" },
        { CampaignStatus.Active, "ACTIVE AGAIN", "nothing" },
        { CampaignStatus.Dormant, "ACTIVE AGAIN", "Reactivated" },
        { CampaignStatus.Concluded, "ACTIVE AGAIN", "CAMPAIGN_CONCLUDED" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Every_status_answers_every_command_as_the_table_says(CampaignStatus from, string to, string answer)
    {
        var outcome = Given(HistoryUpTo(from)).When(CommandTo(to));

        var decision = outcome.Decision;
        var given = decision.Rejection?.Code ?? decision.Events.SingleOrDefault()?.GetType().Name ?? "nothing";
        given.ShouldBe(answer);
        outcome.After.Status.ShouldBe(decision.Events.Count == 0 ? from : StatusAfter(to));
    }

    [Theory]
    [InlineData("ACTIVE", CampaignStatus.Suspected)]
    [InlineData("ACTIVE AGAIN", CampaignStatus.Dormant)]
    [InlineData("DORMANT", CampaignStatus.Active)]
    [InlineData("CONCLUDED", CampaignStatus.Suspected)]
    public void Every_transition_says_why(string to, CampaignStatus from) =>
        Given(HistoryUpTo(from)).When(CommandTo(to, reason: " ")).ThenRejected("REASON_REQUIRED", "reason");

    [Fact]
    public void Every_transition_carries_who_when_and_why() =>
        Given(Created)
            .When(new ActivateCampaign(Why, OtherAnalyst, Now))
            .Then(new CampaignEvent.Activated(Why, OtherAnalyst, Now));

    [Fact]
    public void A_campaign_that_does_not_exist_is_not_found() =>
        Given().When(new ActivateCampaign(Why, Analyst, Now)).ThenRejected("CAMPAIGN_NOT_FOUND");

    [Fact]
    public void Nothing_ever_returns_to_suspected() =>
        Table.Select(row => StatusAfter((string)row[1])).ShouldNotContain(CampaignStatus.Suspected);

    private static CampaignEvent[] HistoryUpTo(CampaignStatus status) => status switch
    {
        CampaignStatus.Suspected => [Created],
        CampaignStatus.Active => [Created, Activated],
        CampaignStatus.Dormant => [Created, Activated, WentDormant],
        _ => [Created, Concluded],
    };

    private static ICommand<Campaign, CampaignEvent> CommandTo(string column, string reason = Why) => column switch
    {
        "ACTIVE" => new ActivateCampaign(reason, Analyst, Now),
        "ACTIVE AGAIN" => new ReactivateCampaign(reason, Analyst, Now),
        "DORMANT" => new MarkCampaignDormant(reason, Analyst, Now),
        _ => new ConcludeCampaign(reason, Analyst, Now),
    };

    private static CampaignStatus StatusAfter(string column) => column switch
    {
        "ACTIVE" or "ACTIVE AGAIN" => CampaignStatus.Active,
        "DORMANT" => CampaignStatus.Dormant,
        _ => CampaignStatus.Concluded,
    };
}
