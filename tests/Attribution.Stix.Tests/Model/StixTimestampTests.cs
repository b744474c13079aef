using NodaTime;

namespace Attribution.Stix.Tests.Model;

public sealed class StixTimestampTests
{
    [Theory]
    [InlineData("2016-04-06T20:03:48Z")]
    [InlineData("2016-04-06T20:03:48.1Z")]
    [InlineData("2016-04-06T20:03:48.432000Z")]
    [InlineData("2016-04-06T20:03:48.123456789123Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    public void A_timestamp_keeps_its_text(string text)
    {
        StixTimestamp.TryParse(text, out var timestamp).ShouldBeTrue();
        timestamp.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2016-04-06")]
    [InlineData("2016-04-06T20:03:48")]
    [InlineData("2016-04-06T20:03:48+00:00")]
    [InlineData("2016-04-06T20:03:48.Z")]
    [InlineData("2016-04-06T20:03:48,1Z")]
    [InlineData("2016-04-06t20:03:48z")]
    [InlineData("2016-04-06 20:03:48Z")]
    [InlineData("2016-02-30T20:03:48Z")]
    [InlineData("2016-04-06T24:00:00Z")]
    [InlineData("2016-13-06T20:03:48Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:60Z")]
    [InlineData("2016-04-06T20:03:48.1a3Z")]
    public void Anything_else_is_no_timestamp(string? text) => StixTimestamp.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Versions_compare_as_instants_whatever_their_digits()
    {
        StixTimestamp.TryParse("2016-04-06T20:03:48.5Z", out var one).ShouldBeTrue();
        StixTimestamp.TryParse("2016-04-06T20:03:48.500000Z", out var other).ShouldBeTrue();

        one.Instant.ShouldBe(other.Instant);
        one.ShouldNotBe(other);
    }

    [Theory]
    [InlineData(0, "2020-01-01T00:00:00.000Z")]
    [InlineData(120_000_000, "2020-01-01T00:00:00.120Z")]
    [InlineData(120_400, "2020-01-01T00:00:00.0001204Z")]
    [InlineData(1, "2020-01-01T00:00:00.000000001Z")]
    public void We_write_milliseconds_and_more_digits_only_where_needed(long nanoseconds, string expected)
    {
        var written = StixTimestamp.From(Instant.FromUtc(2020, 1, 1, 0, 0).PlusNanoseconds(nanoseconds));

        written.Text.ShouldBe(expected);
        StixTimestamp.TryParse(expected, out var read).ShouldBeTrue();
        read.ShouldBe(written);
    }
}
