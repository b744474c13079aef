using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests;

/// <summary>The specifications themselves: a story that is not true must fail.</summary>
public sealed class SpecificationSpecs
{
    private static readonly ActivateCampaign Activate = new(Why, Analyst, Now);

    private static readonly Given<Campaign, CampaignEvent> Suspected =
        Specification.Given<Campaign, CampaignEvent>(Created);

    [Fact]
    public void Another_event_than_told_fails() =>
        Fails(() => Suspected.When(Activate).Then(WentDormant), "WentDormant");

    [Fact]
    public void Another_field_than_told_fails() =>
        Fails(() => Suspected.When(Activate).Then(new CampaignEvent.Activated("other", Analyst, Now)), "other");

    [Fact]
    public void An_event_where_nothing_was_told_fails() =>
        Fails(() => Suspected.When(Activate).ThenNothing(), "Activated");

    [Fact]
    public void An_event_where_a_refusal_was_told_fails() =>
        Fails(() => Suspected.When(Activate).ThenRejected("X"), "Activated");

    [Fact]
    public void A_refusal_where_an_event_was_told_fails() =>
        Fails(() => Suspected.When(Activate with { Reason = "" }).Then(Activated), "REASON_REQUIRED");

    [Fact]
    public void Another_code_than_told_fails() =>
        Fails(() => Suspected.When(Activate with { Reason = "" }).ThenRejected("X", "reason"), "REASON_REQUIRED");

    [Fact]
    public void Another_field_path_than_told_fails() =>
        Fails(() => Suspected.When(Activate with { Reason = "" }).ThenRejected("REASON_REQUIRED"), "reason");

    [Fact]
    public void A_history_that_is_refused_fails() =>
        Fails(() => Suspected.And(Activate with { Reason = "" }), "belongs to the history");

    [Fact]
    public void A_story_without_an_expectation_fails() =>
        Fails(() => Suspected.When(Activate).Then(), "ThenNothing");

    private static void Fails(Action story, string naming) =>
        Should.Throw<ShouldAssertException>(story).Message.ShouldContain(naming);
}
