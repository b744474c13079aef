namespace Attribution.Stix.Tests.Ids;

public sealed class StixIdTests
{
    [Theory]
    [InlineData("campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", "campaign")]
    [InlineData("x-mitre-tactic--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f", "x-mitre-tactic")]
    [InlineData("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4", "ipv4-addr")]
    public void An_id_is_read_and_printed_unchanged(string text, string type)
    {
        StixId.TryParse(text, out var id).ShouldBeTrue();

        id.Type.ShouldBe(type);
        id.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("campaign")]
    [InlineData("campaign--")]
    [InlineData("campaign-8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")]
    [InlineData("Campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")]
    [InlineData("x--y--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")]
    [InlineData("ab--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")]
    [InlineData("campaign--8e2e2d2b17d44cbf938f98ee46b3cd3f")]
    [InlineData("campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f ")]
    [InlineData("campaign--{8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3}")]
    [InlineData("caf\u00e9--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")]
    public void Anything_else_is_no_id(string? text) => StixId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_type_of_251_characters_is_too_long()
    {
        StixId.IsTypeName(new string('a', StixId.MaxTypeLength)).ShouldBeTrue();
        StixId.IsTypeName(new string('a', StixId.MaxTypeLength + 1)).ShouldBeFalse();
    }

    [Fact]
    public void Upper_case_is_the_same_id_and_is_written_in_lower_case() =>
        StixId.Parse("campaign--8E2E2D2B-17D4-4CBF-938F-98EE46B3CD3F").ToString()
            .ShouldBe("campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");

    [Fact]
    public void Equal_uuids_under_two_types_are_two_ids()
    {
        var uuid = Guid.Parse("8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");

        StixId.Create("campaign", uuid).ShouldNotBe(StixId.Create("report", uuid));
        StixId.Create("campaign", uuid).ShouldBe(StixId.Parse($"campaign--{uuid}"));
    }

    [Fact]
    public void A_wrong_type_is_a_mistake_of_the_caller() =>
        Should.Throw<ArgumentException>(() => StixId.Create("Not a type", Guid.Empty));
}
