using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Domain.Tests.Access;

public sealed class VisibilitySpecs
{
    private static readonly OrganisationId Own = new("own");
    private static readonly OrganisationId Partner = new("partner");

    private static readonly Principal Ada = new(
        "ada", Sample.Tenant, Own, Tlp.Red, ["NO", "DK"], [Role.Analyst], ClientOf: []);

    [Theory]
    [InlineData(Tlp.Clear)]
    [InlineData(Tlp.Green)]
    [InlineData(Tlp.Amber)]
    [InlineData(Tlp.AmberStrict)]
    public void The_owner_sees_its_own(Tlp tlp) => Sees(Ada, Handling.OwnedBy(Own, tlp)).ShouldBeTrue();

    [Fact]
    public void Nothing_crosses_tenants() =>
        Visibility.Allows(Ada, new AccessRecord(new TenantId("other"), Handling.OwnedBy(Own, Tlp.Clear)))
            .ShouldBeFalse();

    [Theory]
    [InlineData(Tlp.Green, Tlp.Green, true)]
    [InlineData(Tlp.Green, Tlp.Amber, false)]
    [InlineData(Tlp.Amber, Tlp.AmberStrict, false)]
    [InlineData(Tlp.AmberStrict, Tlp.Amber, true)]
    public void A_label_above_the_clearance_is_out_of_sight(Tlp clearance, Tlp label, bool sees) =>
        Sees(Ada with { Clearance = clearance }, Handling.OwnedBy(Own, label)).ShouldBe(sees);

    [Fact]
    public void Another_organisation_sees_only_what_is_shared_with_it()
    {
        Sees(Ada, Handling.OwnedBy(Partner, Tlp.Clear)).ShouldBeFalse();
        Sees(Ada, Handling.OwnedBy(Partner, Tlp.Clear) with { SharedWith = [Own] }).ShouldBeTrue();
    }

    [Fact]
    public void Amber_reaches_clients_of_the_owner_and_nobody_else()
    {
        var shared = Handling.OwnedBy(Partner) with { SharedWith = [Own] };

        Sees(Ada, shared).ShouldBeFalse();
        Sees(Ada with { ClientOf = [Partner] }, shared).ShouldBeTrue();
        Sees(Ada with { ClientOf = [Partner] }, shared with { SharedWith = [] }).ShouldBeFalse();
    }

    [Fact]
    public void Amber_strict_stays_within_the_organisation() =>
        Sees(
            Ada with { ClientOf = [Partner] },
            Handling.OwnedBy(Partner, Tlp.AmberStrict) with { SharedWith = [Own] }).ShouldBeFalse();

    [Fact]
    public void Red_is_for_the_named_individuals_only()
    {
        Sees(Ada, Handling.OwnedBy(Own, Tlp.Red)).ShouldBeFalse();
        Sees(Ada, Handling.OwnedBy(Own, Tlp.Red) with { Recipients = ["ada"] }).ShouldBeTrue();
        Sees(Ada, Handling.OwnedBy(Own, Tlp.Red) with { Recipients = ["ADA"] }).ShouldBeFalse();
    }

    [Fact]
    public void A_record_for_some_countries_is_for_theirs_only()
    {
        Sees(Ada, Handling.OwnedBy(Own) with { ReleasableTo = ["SE", "DK"] }).ShouldBeTrue();
        Sees(Ada, Handling.OwnedBy(Own) with { ReleasableTo = ["SE"] }).ShouldBeFalse();
        Sees(Ada with { Countries = [] }, Handling.OwnedBy(Own)).ShouldBeTrue();
    }

    [Fact]
    public void The_rule_as_data_equals_the_rule_as_it_is_told()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        var allowed = 0;
        foreach (var (principal, record) in AnyPair.Sample(20_000, new Rnd(seed), 20))
        {
            var sees = Visibility.Allows(principal, record);
            sees.ShouldBe(AsTold(principal, record), $"{principal} {StoredJson.Write(record)}, seed {seed}");
            allowed += sees ? 1 : 0;
        }

        allowed.ShouldBeInRange(500, 19_500, $"Both answers must occur often, seed {seed}.");
    }

    [Theory]
    [InlineData("other", "own", Tlp.Green, "FORBIDDEN")]
    [InlineData("north-cert", "partner", Tlp.Green, "FORBIDDEN")]
    [InlineData("north-cert", "own", Tlp.Amber, "ABOVE_CLEARANCE")]
    [InlineData("north-cert", "own", Tlp.Green, null)]
    public void Nobody_writes_outside_the_own_place_or_above_the_own_clearance(
        string tenant, string owner, Tlp tlp, string? code)
    {
        var record = new AccessRecord(new TenantId(tenant), Handling.OwnedBy(new OrganisationId(owner), tlp));

        var problem = Visibility.WriteProblem(Ada with { Clearance = Tlp.Green }, record);

        (problem?.Code).ShouldBe(code);
    }

    private static bool Sees(Principal principal, Handling handling) =>
        Visibility.Allows(principal, new AccessRecord(Sample.Tenant, handling));

    private static bool AsTold(Principal principal, AccessRecord record)
    {
        var handling = record.Handling;
        var owns = handling.Owner == principal.Organisation;
        if (record.Tenant != principal.Tenant || handling.Tlp > principal.Clearance)
        {
            return false;
        }

        if (!owns && !handling.SharedWith.Contains(principal.Organisation))
        {
            return false;
        }

        if (handling.ReleasableTo.Length > 0 && !handling.ReleasableTo.Any(principal.Countries.Contains))
        {
            return false;
        }

        return handling.Tlp switch
        {
            Tlp.Amber => owns || principal.ClientOf.Contains(handling.Owner),
            Tlp.AmberStrict => owns,
            Tlp.Red => handling.Recipients.Contains(principal.Subject),
            _ => true,
        };
    }

    private static readonly Gen<OrganisationId> AnyOrganisation =
        Gen.Elements(Own, Partner, new OrganisationId("third"));

    private static readonly Gen<ImmutableArray<string>> AnyCountries =
        Gen.Choose(0, 2).SelectMany(Gen.Elements("NO", "DK", "SE").ArrayOf).Select(list => list.ToImmutableArray());

    private static Gen<ImmutableArray<T>> Few<T>(Gen<T> items) =>
        Gen.Choose(0, 2).SelectMany(items.ArrayOf).Select(list => list.ToImmutableArray());

    private static readonly Gen<(Principal Principal, AccessRecord Record)> AnyPair =
        from subject in Gen.Elements("ada", "grace")
        from tenant in Gen.Elements("north-cert", "north-cert", "north-cert", "other")
        from organisation in AnyOrganisation
        from clearance in Gen.Elements(Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red, Tlp.Red)
        from countries in AnyCountries
        from clientOf in Few(AnyOrganisation)
        from owner in AnyOrganisation
        from label in Gen.Elements(Enum.GetValues<Tlp>())
        from shared in Few(AnyOrganisation)
        from releasable in AnyCountries
        from recipients in Few(Gen.Elements("ada", "grace"))
        select (
            new Principal(subject, Sample.Tenant, organisation, clearance, countries, [Role.Analyst], clientOf),
            new AccessRecord(new TenantId(tenant), new Handling(label, owner, shared, releasable, recipients)));
}
