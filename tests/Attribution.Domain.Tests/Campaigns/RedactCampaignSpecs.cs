using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class RedactCampaignSpecs
{
    private static readonly RedactCampaign Redact = new(RedactableField.Description, Why, Analyst, Now);

    [Fact]
    public void A_text_is_taken_out_of_sight()
    {
        var outcome = Given(Created)
            .When(Redact)
            .Then(new CampaignEvent.Redacted(RedactableField.Description, Why, Analyst, Now));

        outcome.After.ShouldBeOfType<Campaign.Open>().Profile.Description.ShouldBeNull();
    }

    [Fact]
    public void A_redacted_name_leaves_a_mark_because_a_campaign_is_never_without_one() =>
        Given(Created)
            .When(Redact with { Field = RedactableField.Name })
            .After.ShouldBeOfType<Campaign.Open>().Profile.Name.ShouldBe("[redacted]");

    [Fact]
    public void A_concluded_campaign_is_still_redacted() =>
        GivenConcluded().When(Redact).ThenOne<CampaignEvent.Redacted>();

    [Fact]
    public void A_text_of_the_past_is_redacted_although_the_field_is_empty_now() =>
        Given(Created)
            .And(new ReviseProfile(new ProfileChanges { Description = new(null) }, null, Analyst, Now))
            .When(Redact)
            .ThenOne<CampaignEvent.Redacted>();

    [Fact]
    public void Redacting_twice_changes_nothing() => Given(Created).And(Redact).When(Redact).ThenNothing();

    [Fact]
    public void A_text_written_after_a_redaction_can_be_redacted_too() =>
        Given(Created)
            .And(Redact, new ReviseProfile(new ProfileChanges { Description = new("again") }, null, Analyst, Now))
            .When(Redact)
            .ThenOne<CampaignEvent.Redacted>();

    [Fact]
    public void Everyone_learns_why() =>
        Given(Created).When(Redact with { Reason = " " }).ThenRejected("REASON_REQUIRED", "reason");
}
