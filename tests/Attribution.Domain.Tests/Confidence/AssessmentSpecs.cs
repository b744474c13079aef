using Attribution.Domain.Confidence;

namespace Attribution.Domain.Tests.Confidence;

public sealed class AssessmentSpecs
{
    [Theory]
    [InlineData(100, ConfidenceBand.High)]
    [InlineData(70, ConfidenceBand.High)]
    [InlineData(69, ConfidenceBand.Medium)]
    [InlineData(40, ConfidenceBand.Medium)]
    [InlineData(39, ConfidenceBand.Low)]
    [InlineData(0, ConfidenceBand.Low)]
    public void The_band_follows_the_value(int value, ConfidenceBand band) => Assessment.BandOf(value).ShouldBe(band);

    [Fact]
    public void It_reads_as_analysts_write_it() =>
        Assessment.Parse("b", 2, 80)!.Label.ShouldBe("B2 (HIGH)");

    [Theory]
    [InlineData("G", 2, 80)]
    [InlineData("", 2, 80)]
    [InlineData(null, 2, 80)]
    [InlineData("AB", 2, 80)]
    [InlineData("A", 0, 80)]
    [InlineData("A", 7, 80)]
    [InlineData("A", 2, -1)]
    [InlineData("A", 2, 101)]
    public void What_is_out_of_range_is_none(string? letter, int digit, int value) =>
        Assessment.Parse(letter, digit, value).ShouldBeNull();

    [Fact]
    public void The_band_and_the_label_are_not_stored_because_they_follow() =>
        StoredJson.Write(new Assessment(Reliability.B, 2, 80)).ShouldNotContain("HIGH");
}
