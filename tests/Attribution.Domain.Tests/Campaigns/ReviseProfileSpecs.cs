using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class ReviseProfileSpecs
{
    [Fact]
    public void An_edit_records_only_what_it_changes() =>
        Given(Created)
            .When(Edit(new ProfileChanges { Name = new("Night Ferry"), ThreatLevel = new(ThreatLevel.High) }))
            .Then(Revised(new ProfileChanges { ThreatLevel = new(ThreatLevel.High) }));

    [Fact]
    public void An_edit_that_changes_nothing_is_not_recorded() =>
        Given(Created)
            .When(Edit(new ProfileChanges { Name = new(" Night Ferry "), Aliases = new([]) }))
            .ThenNothing();

    [Fact]
    public void A_field_is_cleared_with_null() =>
        Given(Created)
            .When(Edit(new ProfileChanges { Description = new(null) }))
            .ThenOne<CampaignEvent.ProfileRevised>().Changes.Description.ShouldBe(new Change<string?>(null));

    [Fact]
    public void Two_people_who_edit_different_fields_both_succeed()
    {
        var outcome = Given(Created)
            .And(Edit(new ProfileChanges { Description = new("Phishing against shipyards") }))
            .When(Edit(new ProfileChanges { Aliases = new(["Ferryman"]) }));

        var profile = outcome.After.ShouldBeOfType<Campaign.Open>().Profile;
        profile.Description.ShouldBe("Phishing against shipyards");
        profile.Aliases.ShouldBe(["Ferryman"]);
    }

    [Fact]
    public void A_date_is_compared_with_the_one_that_is_there() =>
        Given(Created)
            .And(Edit(new ProfileChanges { StartDate = new(Now - Duration.FromDays(9)) }))
            .When(Edit(new ProfileChanges { EndDate = new(Now - Duration.FromDays(10)) }))
            .ThenRejected("END_BEFORE_START", "endDate");

    [Fact]
    public void An_alias_that_is_the_name_is_refused() =>
        Given(Created)
            .When(Edit(new ProfileChanges { Aliases = new(["NIGHT FERRY"]) }))
            .ThenRejected("DUPLICATE_ALIAS", "aliases[0]");

    [Fact]
    public void A_name_is_never_cleared() =>
        Given(Created).When(Edit(new ProfileChanges { Name = new("") })).ThenRejected("EMPTY_TEXT", "name");

    [Fact]
    public void A_threat_level_that_does_not_exist_is_refused() =>
        Given(Created)
            .When(Edit(new ProfileChanges { ThreatLevel = new((ThreatLevel)9) }))
            .ThenRejected("INVALID_THREAT_LEVEL", "threatLevel");

    [Fact]
    public void A_concluded_campaign_is_not_edited() =>
        GivenConcluded()
            .When(Edit(new ProfileChanges { Name = new("Day Ferry") }))
            .ThenRejected("CAMPAIGN_CONCLUDED");

    private static ReviseProfile Edit(ProfileChanges changes) => new(changes, Reason: null, Analyst, Now);

    private static CampaignEvent.ProfileRevised Revised(ProfileChanges changes) =>
        new(changes, Reason: null, Analyst, Now);
}
