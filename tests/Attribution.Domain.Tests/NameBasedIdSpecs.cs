using Attribution.Domain.Clusters;

namespace Attribution.Domain.Tests;

public sealed class NameBasedIdSpecs
{
    private static readonly Guid Dns = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    [Fact]
    public void It_gives_the_example_of_the_rfc() =>
        NameBasedId.Create(Dns, "www.example.com").ShouldBe(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));

    [Fact]
    public void It_is_a_uuid_of_version_5()
    {
        var id = NameBasedId.Create(Dns, "名前");

        id.Version.ShouldBe(5);
        (id.Variant >> 2).ShouldBe(0b10);
    }

    [Theory]
    [InlineData("APT28", "apt28")]
    [InlineData(" Fancy  Bear ", "fancy bear")]
    [InlineData("fancy-bear", "FANCY_BEAR")]
    [InlineData("ＡＰＴ28", "apt28")]
    public void One_label_in_any_spelling_is_one_actor(string one, string other) =>
        SuggestedActor.ActorIdFor(Sample.Tenant, one).ShouldBe(SuggestedActor.ActorIdFor(Sample.Tenant, other));

    [Fact]
    public void The_same_label_in_another_tenant_is_another_actor() =>
        SuggestedActor.ActorIdFor(new TenantId("elsewhere"), "apt28")
            .ShouldNotBe(SuggestedActor.ActorIdFor(Sample.Tenant, "apt28"));

    [Fact]
    public void The_id_of_a_suggested_actor_never_changes() =>
        SuggestedActor.ActorIdFor(Sample.Tenant, "apt28")
            .ShouldBe("threat-actor--4ff5a13a-3fda-59b0-bf72-9ddfd8bbd4c0");

    [Theory]
    [InlineData("indicator--5C54AEC3-c6dc-5aeb-b572-11a86a82c6f3", "indicator--5c54aec3-c6dc-5aeb-b572-11a86a82c6f3")]
    [InlineData("5c54aec3-c6dc-5aeb-b572-11a86a82c6f3", "indicator--5c54aec3-c6dc-5aeb-b572-11a86a82c6f3")]
    [InlineData("malware--5c54aec3-c6dc-5aeb-b572-11a86a82c6f3", null)]
    [InlineData("indicator--{5c54aec3-c6dc-5aeb-b572-11a86a82c6f3}", null)]
    [InlineData("--5c54aec3-c6dc-5aeb-b572-11a86a82c6f3", null)]
    [InlineData(null, null)]
    public void A_stix_id_has_one_spelling(string? text, string? id) =>
        StixId.Normalise(text, "indicator").ShouldBe(id);
}
