using Attribution.Domain.Actors;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using static Attribution.Domain.Tests.Actors.ActorSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Actors;

public sealed class ActorProfileSpecs
{
    private static readonly ActorAlias FancyBear =
        new("Fancy Bear", "CrowdStrike", new Assessment(Reliability.B, 2, 80));

    private static readonly ClaimAlias Claim = new(FancyBear, Analyst, Now);

    [Fact]
    public void An_actor_is_registered_under_the_uuid_of_its_stix_id() =>
        Given().When(Register).Then(new ActorEvent.Registered(
            ActorSpecs.Id, Tenant, ActorId, ActorSpecs.Profile, AmberHandling, Analyst, Now));

    [Fact]
    public void Registering_again_changes_nothing() => Given(Register).When(Register).ThenNothing();

    [Fact]
    public void An_actor_is_not_registered_over() =>
        Given(Register)
            .When(Register with { Profile = new ActorProfile("APT29") })
            .ThenRejected("ACTOR_EXISTS", "actor");

    [Fact]
    public void Two_organisations_have_a_profile_of_one_actor_each_and_spelling_makes_no_second()
    {
        var (one, other) = (new OrganisationId("one"), new OrganisationId("other"));

        RegisterActor.ProfileIdFor(one, ActorId).ShouldNotBe(RegisterActor.ProfileIdFor(other, ActorId));
        RegisterActor.ProfileIdFor(one, $" {ActorId} ").ShouldBe(RegisterActor.ProfileIdFor(one, ActorId));
    }

    [Theory]
    [InlineData("malware--55555555-5555-4555-8555-555555555555")]
    [InlineData("APT28")]
    public void Something_else_is_no_actor(string id) =>
        Given().When(Register with { Actor = id }).ThenRejected("INVALID_ACTOR", "actor");

    [Fact]
    public void A_country_is_a_code() =>
        Given()
            .When(Register with { Profile = ActorSpecs.Profile with { SuspectedCountry = "Russia" } })
            .ThenRejected("INVALID_COUNTRY", "suspectedCountry");

    [Fact]
    public void A_country_has_one_spelling() =>
        Given()
            .When(Register with { Profile = ActorSpecs.Profile with { SuspectedCountry = " no " } })
            .ThenOne<ActorEvent.Registered>().Profile.SuspectedCountry.ShouldBe("NO");

    [Fact]
    public void What_is_neither_technique_nor_malware_nor_tool_is_no_capability() =>
        Given(Register)
            .When(new AttributeCapabilities(["T1003", $"identity--{Uuid(1)}"], AllRecognised, Analyst, Now))
            .ThenRejected("INVALID_CAPABILITY", "capabilities[1]");

    [Fact]
    public void An_edit_records_only_what_it_changes() =>
        Given(Register)
            .When(new ReviseActor(
                new ActorChanges { Name = new("APT28"), Motivation = new("Organizational Gain") }, Why, Analyst, Now))
            .Then(new ActorEvent.ProfileRevised(
                new ActorChanges { Motivation = new("organizational-gain") }, Why, Analyst, Now));

    [Fact]
    public void An_alias_is_a_claim_with_a_source_and_a_grade() =>
        Given(Register).When(Claim).Then(new ActorEvent.AliasClaimed(FancyBear, Analyst, Now));

    [Fact]
    public void The_same_claim_twice_changes_nothing() => Given(Register, Claim).When(Claim).ThenNothing();

    [Fact]
    public void Two_sources_of_one_name_make_two_claims() =>
        Given(Register, Claim)
            .When(Claim with { Alias = FancyBear with { ClaimedBy = "ESET" } })
            .ThenOne<ActorEvent.AliasClaimed>();

    [Fact]
    public void A_claim_is_graded_anew() =>
        Given(Register, Claim)
            .When(Claim with { Alias = FancyBear with { Confidence = new Assessment(Reliability.C, 4, 20) } })
            .ThenOne<ActorEvent.AliasClaimed>().Alias.Confidence.Value.ShouldBe(20);

    [Fact]
    public void A_claim_without_a_source_is_refused() =>
        Given(Register)
            .When(Claim with { Alias = FancyBear with { ClaimedBy = "" } })
            .ThenRejected("EMPTY_TEXT", "claimedBy");

    [Fact]
    public void A_claim_is_withdrawn() =>
        Given(Register, Claim)
            .When(new WithdrawAlias("FANCY BEAR", "crowdstrike", Why, Analyst, Now))
            .Then(new ActorEvent.AliasWithdrawn("Fancy Bear", "CrowdStrike", Why, Analyst, Now));

    [Fact]
    public void The_claim_of_one_source_is_withdrawn_and_that_of_another_stays() =>
        Given(Register, Claim, Claim with { Alias = FancyBear with { ClaimedBy = "ESET" } })
            .When(new WithdrawAlias("Fancy Bear", "CrowdStrike", Why, Analyst, Now))
            .After.ShouldBeOfType<Actor.Known>().Aliases.Values.ShouldHaveSingleItem().ClaimedBy.ShouldBe("ESET");

    [Fact]
    public void Capabilities_are_techniques_malware_and_tools() =>
        Given(Register)
            .When(new AttributeCapabilities(
                ["t1003", $"malware--{Uuid(1)}", $"tool--{Uuid(2)}"], AllRecognised, Analyst, Now))
            .ThenOne<ActorEvent.CapabilitiesAttributed>()
            .Capabilities.ShouldBe(["T1003", $"malware--{Uuid(1)}", $"tool--{Uuid(2)}"]);

    [Theory]
    [InlineData("55555555-5555-4555-8555-555555555555")]
    [InlineData("campaign--55555555-5555-4555-8555-555555555555")]
    [InlineData("phishing")]
    public void Something_else_is_no_capability(string id) =>
        Given(Register)
            .When(new AttributeCapabilities(["T1003", id], AllRecognised, Analyst, Now))
            .ThenRejected("INVALID_CAPABILITY", "capabilities[1]");

    [Fact]
    public void A_technique_that_no_release_knows_is_no_capability_by_hand() =>
        Given(Register)
            .When(new AttributeCapabilities(["T1003", "t9999"], ["T9999"], Analyst, Now))
            .ThenRejected("UNKNOWN_TECHNIQUE", "capabilities[1]");

    [Fact]
    public void A_capability_is_withdrawn() =>
        Given(Register, new AttributeCapabilities(["T1003"], AllRecognised, Analyst, Now))
            .When(new WithdrawCapabilities(["T1003", "T1566"], Why, Analyst, Now))
            .Then(new ActorEvent.CapabilitiesWithdrawn(["T1003"], Why, Analyst, Now));

    [Fact]
    public void Targeting_is_identified_and_discarded()
    {
        var norway = new Target(TargetKind.Country, "NO");

        Given(Register)
            .When(new IdentifyTargeting([norway, norway], Analyst, Now))
            .Then(new ActorEvent.TargetingIdentified([norway], Analyst, Now));
        Given(Register, new IdentifyTargeting([norway], Analyst, Now))
            .When(new DiscardTargeting([norway], Why, Analyst, Now))
            .Then(new ActorEvent.TargetingDiscarded([norway], Why, Analyst, Now));
    }

    [Fact]
    public void A_profile_is_reclassified_with_a_reason() =>
        Given(Register)
            .When(new ReclassifyActor(AmberHandling with { Tlp = Tlp.Green }, Why, Analyst, Now))
            .ThenOne<ActorEvent.Reclassified>().Handling.Tlp.ShouldBe(Tlp.Green);
}
