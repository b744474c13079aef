using System.Text.Json;
using Attribution.App.Storage;
using NodaTime;
using NodaTime.Text;

namespace Attribution.App.Tests.Storage;

public sealed class InstantJsonConverterTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new InstantJsonConverter() } };

    [Theory]
    [InlineData("2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00.5Z")]
    [InlineData("2026-03-01T12:00:00.123456Z")]
    [InlineData("2026-03-01T12:00:00.1234567Z")]
    [InlineData("2026-03-01T12:00:00.123456789Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("-0043-03-15T12:00:00Z")]
    public void An_instant_is_read_to_the_nanosecond_and_written_as_it_was(string text)
    {
        var read = JsonSerializer.Deserialize<Instant>($"\"{text}\"", Options);

        read.ShouldBe(InstantPattern.ExtendedIso.Parse(text).Value);
        JsonSerializer.Serialize(read, Options).ShouldBe($"\"{text}\"");
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00")]
    [InlineData("2026-03-01T12:00:00+01:00")]
    [InlineData("2026-03-01 12:00:00Z")]
    [InlineData("2026-02-30T12:00:00Z")]
    [InlineData("2026-03-01T12:00Z")]
    public void What_is_no_instant_in_utc_is_refused(string text) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Instant>($"\"{text}\"", Options));
}
