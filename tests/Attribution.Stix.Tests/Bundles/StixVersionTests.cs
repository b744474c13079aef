using System.Text;

namespace Attribution.Stix.Tests.Bundles;

public sealed class StixVersionTests
{
    private const string Known = "'modified':'2026-01-10T00:00:00.000Z','name':'A'";
    private const string Other = "'created_by_ref':'identity--2f6b1c52-5a0b-4b0a-8f3b-3f0a3d7c9e10'";

    [Theory]
    [InlineData(Known, Known, VersionVerdict.Same)]
    [InlineData(Known, "'name':'\\u0041', 'modified':'2026-01-10T00:00:00.000Z'", VersionVerdict.Same)]
    [InlineData(Known, "'modified':'2026-01-10T00:00:00.000Z','name':'B'", VersionVerdict.Conflicting)]
    [InlineData(Known, "'modified':'2026-01-10T00:00:00.0001Z','name':'B'", VersionVerdict.Newer)]
    [InlineData(Known, "'modified':'2026-01-09T00:00:00.000Z','name':'B'", VersionVerdict.Older)]
    [InlineData(Known, "'name':'B'", VersionVerdict.Older)]
    [InlineData(Known, Known + "," + Other, VersionVerdict.OtherProducer)]
    [InlineData(Known + "," + Other, "'modified':'2027-01-10T00:00:00.000Z'", VersionVerdict.OtherProducer)]
    [InlineData(Known + ",'revoked':true", "'modified':'2027-01-10T00:00:00.000Z'", VersionVerdict.Revoked)]
    [InlineData(Known + ",'revoked':true", "'modified':'2025-01-10T00:00:00.000Z'", VersionVerdict.Older)]
    [InlineData("'x_n':1e999", "'x_n':1e999", VersionVerdict.Same)]
    [InlineData("'x_n':1e999", "'x_n':1e998", VersionVerdict.Conflicting)]
    public void A_later_object_is_judged_by_what_is_known(string known, string incoming, VersionVerdict verdict) =>
        Version(incoming).JudgeAgainst(Version(known)).ShouldBe(verdict);

    [Fact]
    public void An_unknown_id_is_new() => Version(Known).JudgeAgainst(null).ShouldBe(VersionVerdict.New);

    private static StixVersion Version(string properties)
    {
        var json = $"{{'type':'tool','id':'tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f',{properties}}}";
        return StixVersion.Of(StixObject.Parse(Encoding.UTF8.GetBytes(json.Replace('\'', '"'))));
    }
}
