using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class CreateCampaignSpecs
{
    private static readonly CreateCampaign Create =
        new(CampaignId, Tenant, Profile, Parent: null, AmberHandling, Analyst, Now);

    [Fact]
    public void A_campaign_opened_by_hand_is_suspected()
    {
        var outcome = Given().When(Create).Then(Created);

        outcome.After.Status.ShouldBe(CampaignStatus.Suspected);
    }

    [Fact]
    public void The_same_request_again_changes_nothing() => Given(Created).When(Create).ThenNothing();

    [Fact]
    public void An_id_is_not_given_to_two_campaigns() =>
        Given(Created)
            .When(Create with { Profile = Profile with { Name = "Day Ferry" } })
            .ThenRejected("CAMPAIGN_EXISTS", "id");

    [Fact]
    public void The_same_request_below_another_parent_is_another_campaign() =>
        Given(Created)
            .When(Create with { Parent = new ParentLine(OtherCampaignId, CampaignStatus.Active, []) })
            .ThenRejected("CAMPAIGN_EXISTS", "id");

    [Fact]
    public void The_same_request_with_another_label_is_another_campaign() =>
        Given(Created)
            .When(Create with { Handling = AmberHandling with { Tlp = Tlp.Green } })
            .ThenRejected("CAMPAIGN_EXISTS", "id");

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("5c54aec3-c6dc-5aeb-b572-11a86a82c6f3")]
    [InlineData("01890a5d-ac96-774b-bcce-b302099a8057")]
    public void An_id_that_is_no_random_uuid_is_refused(string id) =>
        Given().When(Create with { Id = new Guid(id) }).ThenRejected("INVALID_ID", "id");

    [Fact]
    public void A_text_that_no_store_keeps_is_refused()
    {
        foreach (var text in new[] { "a\0b", "half a pair \ud83d", "\ude00 the other half" })
        {
            Given().When(Create with { Profile = Profile with { Name = text } }).ThenRejected("INVALID_TEXT", "name");
            Given().When(Create with { Profile = Profile with { Description = text } })
                .ThenRejected("INVALID_TEXT", "description");
        }
    }

    [Fact]
    public void A_pair_of_surrogates_is_a_character() =>
        Given().When(Create with { Profile = Profile with { Name = "\ud83d\ude00" } }).ThenOne<CampaignEvent.Created>();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\u200B")]
    [InlineData("\uFEFF \u202E")]
    [InlineData("\u3164\u2800")]
    public void An_empty_name_is_refused(string? name) =>
        Given().When(Create with { Profile = Profile with { Name = name! } }).ThenRejected("EMPTY_TEXT", "name");

    [Fact]
    public void A_name_of_a_megabyte_is_refused() =>
        Given()
            .When(Create with { Profile = Profile with { Name = new string('n', 1 << 20) } })
            .ThenRejected("TEXT_TOO_LONG", "name");

    [Fact]
    public void A_name_is_kept_without_the_blanks_around_it() =>
        Given()
            .When(Create with { Profile = Profile with { Name = "  Night Ferry " } })
            .ThenOne<CampaignEvent.Created>().Profile.Name.ShouldBe("Night Ferry");

    [Theory]
    [InlineData("APT28", "apt28", "aliases[1]")]
    [InlineData("night ferry", "APT28", "aliases[0]")]
    public void An_alias_that_repeats_a_name_is_refused(string first, string second, string field) =>
        Given()
            .When(Create with { Profile = Profile with { Aliases = [first, second] } })
            .ThenRejected("DUPLICATE_ALIAS", field);

    [Fact]
    public void An_end_before_the_start_is_refused() =>
        Given()
            .When(Create with
            {
                Profile = Profile with { StartDate = Now, EndDate = Now - Duration.FromDays(1) },
            })
            .ThenRejected("END_BEFORE_START", "endDate");

    [Fact]
    public void A_last_sighting_before_the_first_is_refused() =>
        Given()
            .When(Create with
            {
                Profile = Profile with { FirstSeen = Now, LastSeen = Now - Duration.FromSeconds(1) },
            })
            .ThenRejected("END_BEFORE_START", "lastSeen");

    [Fact]
    public void A_date_in_the_future_is_refused() =>
        Given()
            .When(Create with { Profile = Profile with { FirstSeen = Now + Duration.FromHours(1) } })
            .ThenRejected("FUTURE_DATE", "firstSeen");

    [Fact]
    public void A_clock_that_runs_a_little_ahead_is_no_future() =>
        Given()
            .When(Create with { Profile = Profile with { FirstSeen = Now + Duration.FromMinutes(1) } })
            .ThenOne<CampaignEvent.Created>();

    [Fact]
    public void A_parent_that_is_not_there_is_refused() =>
        Given()
            .When(Create with { Parent = new ParentLine(OtherCampaignId, Status: null, []) })
            .ThenRejected("PARENT_NOT_FOUND", "parentCampaign");

    [Fact]
    public void A_sub_campaign_names_its_parent() =>
        Given()
            .When(Create with { Parent = new ParentLine(OtherCampaignId, CampaignStatus.Active, []) })
            .ThenOne<CampaignEvent.Created>().ParentCampaign.ShouldBe(OtherCampaignId);

    [Fact]
    public void A_record_is_restricted_from_its_first_event() =>
        Given()
            .When(Create with { Handling = AmberHandling with { Tlp = Tlp.Red, ReleasableTo = ["no", "DK"] } })
            .ThenOne<CampaignEvent.Created>().Handling.ShouldSatisfyAllConditions(
                handling => handling.Tlp.ShouldBe(Tlp.Red),
                handling => handling.ReleasableTo.ShouldBe(["DK", "NO"]),
                handling => handling.Recipients.ShouldBe([Analyst.Id]));

    [Theory]
    [InlineData("Norway")]
    [InlineData("")]
    [InlineData("N1")]
    public void A_country_is_a_code_of_two_letters(string country) =>
        Given()
            .When(Create with { Handling = AmberHandling with { ReleasableTo = [country] } })
            .ThenRejected("INVALID_COUNTRY", "releasableTo[0]");

    [Fact]
    public void A_token_without_an_organisation_opens_nothing() =>
        Given()
            .When(Create with { Handling = Handling.OwnedBy(new OrganisationId("")) })
            .ThenRejected("OWNER_REQUIRED", "organisation");

    [Fact]
    public void A_token_without_a_tenant_opens_nothing() =>
        Given().When(Create with { Tenant = default }).ThenRejected("TENANT_REQUIRED", "tenant");
}
