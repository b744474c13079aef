using System.Text;
using Attribution.Messaging.CloudEvents;
using Attribution.Testing;

namespace Attribution.Messaging.Tests.CloudEvents;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task Lines_carry_their_number_and_offset()
    {
        var lines = await Read("{\"a\":1}\r\n\n  \n{\"b\":2}", maxLineBytes: 100);

        lines.Select(line => (line.Number, line.Offset, Encoding.UTF8.GetString(line.Content.Span)))
            .ShouldBe([(1L, 0L, "{\"a\":1}"), (4L, 13L, "{\"b\":2}")]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task The_size_of_the_reads_changes_nothing(int bytesPerRead)
    {
        var text = string.Join('\n', Enumerable.Range(0, 200).Select(n => new string('x', n % 23)));
        using var stream = new SlowStream(Sample.Utf8(text), bytesPerRead);

        var lines = await JsonLines.ReadAsync(stream, 20).ToListAsync();

        var expected = text.Split('\n').Select((line, at) => (line, Number: at + 1L))
            .Where(pair => pair.line.Length > 0);
        lines.Select(line => (line.Number, line.IsTooLong))
            .ShouldBe(expected.Select(pair => (pair.Number, pair.line.Length > 20)));
        foreach (var line in lines)
        {
            text[(int)line.Offset..].ShouldStartWith(Encoding.UTF8.GetString(line.Content.Span));
        }
    }

    [Fact]
    public async Task A_line_over_the_limit_is_skipped_and_reported_and_the_next_is_read()
    {
        var lines = await Read(new string('x', 100_000) + "\n{}\n", maxLineBytes: 1000);

        lines[0].IsTooLong.ShouldBeTrue();
        lines[0].Content.Length.ShouldBeLessThanOrEqualTo(256);
        lines[1].ShouldSatisfyAllConditions(
            line => line.IsTooLong.ShouldBeFalse(),
            line => line.Offset.ShouldBe(100_001),
            line => line.Number.ShouldBe(2));
    }

    [Fact]
    public async Task A_bad_event_in_a_stream_is_an_item_with_its_error()
    {
        var good = Encoding.UTF8.GetString(CloudEventJson.Write(Sample.Message()));
        using var stream = new MemoryStream(Sample.Utf8($"{good}\n{{\"specv\n{good}\n"));

        var read = await CloudEventLines.ReadAsync(stream).ToListAsync();

        read.Select(line => line.Reading is Reading.Message).ShouldBe([true, false, true]);
        read[1].Number.ShouldBe(2);
    }

    [SharedDataFact]
    public async Task The_real_cluster_file_splits_into_its_lines()
    {
        await using var file = File.OpenRead(SharedData.PathTo("clusters/unit42-clusters.ndjson"));

        var lines = await JsonLines.ReadAsync(file, MessageLimits.Default.MaxMessageBytes).ToListAsync();

        lines.Count.ShouldBe(78);
        lines.ShouldAllBe(line => JsonText.Check(line.Content, "line") == null);
    }

    private static async Task<List<JsonLine>> Read(string text, int maxLineBytes)
    {
        using var stream = new MemoryStream(Sample.Utf8(text));
        return await JsonLines.ReadAsync(stream, maxLineBytes).ToListAsync();
    }

    /// <summary>Answers every read with at most so many bytes, as a slow network does.</summary>
    private sealed class SlowStream(byte[] content, int bytesPerRead) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, bytesPerRead)], cancellationToken);
    }
}
