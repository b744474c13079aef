using System.Globalization;
using System.Text;

namespace Attribution.Benchmarks.Stix;

/// <summary>Makes bundles of STIX 2.1, always the same ones, in memory or as they are read.</summary>
internal static class StixLoad
{
    private const string Times = "\"created\":\"2025-01-10T09:00:00.000Z\",\"modified\":\"2025-01-10T09:00:00.000Z\"";
    private const string Amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
    private const string Statement = "marking-definition--00000000-0000-4000-8000-0000000000aa";

    /// <summary>Campaigns, each with what surrounds it: <paramref name="each"/> objects in all, half of them
    /// relationships. One relationship in ten leads to an object that is not there, every object has one of two
    /// markings, and a report names ten thousand objects.</summary>
    internal static byte[] Mix(int campaigns, int each, int reported)
    {
        using var bundle = new MemoryStream();
        using (var text = new StreamWriter(bundle, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            text.Write("{\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000001\",\"objects\":[");
            text.Write($"{{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"{Statement}\",");
            text.Write("\"created\":\"2025-01-10T09:00:00.000Z\",\"definition_type\":\"statement\",");
            text.Write("\"definition\":{\"statement\":\"Hot.\"}}");
            for (var campaign = 0; campaign < campaigns; campaign++)
            {
                WriteCampaign(text, campaign, each);
            }

            if (reported > 0)
            {
                text.Write($",{{{Head("report", 0)},\"name\":\"All\",\"published\":\"2025-01-10T09:00:00Z\",");
                text.Write("\"report_types\":[\"campaign\"],\"object_refs\":[");
                text.Write(string.Join(',', Enumerable.Range(0, reported).Select(at => $"\"{Id("indicator", at)}\"")));
                text.Write("]}");
            }

            text.Write("]}");
        }

        return bundle.ToArray();
    }

    /// <summary>A bundle of notes of this many bytes, made while it is read.</summary>
    internal static IEnumerable<byte[]> Notes(long bytes, int bytesEach)
    {
        yield return Utf8("{\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000002\",\"objects\":[");
        var (content, written) = (new string('x', bytesEach), 0L);
        for (var number = 0; written < bytes; number++)
        {
            var note = Utf8(
                $"{(number == 0 ? "" : ",")}{{{Head("note", number)},\"content\":\"{content}\","
                + $"\"object_refs\":[\"{Id("campaign", 0)}\"]}}");
            written += note.Length;
            yield return note;
        }

        yield return Utf8("]}");
    }

    private static void WriteCampaign(StreamWriter text, int campaign, int each)
    {
        text.Write($",{{{Head("campaign", campaign)},\"name\":\"Campaign {campaign}\",\"description\":\"Words.\"}}");
        text.Write($",{{{Head("intrusion-set", campaign)},\"name\":\"Set {campaign}\"}}");
        Relate(text, campaign * each, "campaign", campaign, "attributed-to", "intrusion-set", campaign);
        for (var at = 0; at < (each - 4) / 2; at++)
        {
            var number = (campaign * each) + at;
            text.Write($",{{{Head("indicator", number)},\"pattern_type\":\"stix\",\"pattern\":\"[domain-name:value = ");
            text.Write($"'host-{number}.example']\",\"valid_from\":\"2025-01-10T09:00:00Z\",");
            text.Write("\"indicator_types\":[\"malicious-activity\"]}");
            var end = at % 10 == 9 ? campaign + 10_000_000 : campaign;
            Relate(text, number + 1, "indicator", number, "indicates", "campaign", end);
        }
    }

    private static void Relate(
        StreamWriter text, int number, string source, int from, string type, string target, int to)
    {
        text.Write($",{{{Head("relationship", number)},\"relationship_type\":\"{type}\",\"confidence\":60,");
        text.Write($"\"source_ref\":\"{Id(source, from)}\",\"target_ref\":\"{Id(target, to)}\"}}");
    }

    private static string Head(string type, int number) =>
        $"\"type\":\"{type}\",\"spec_version\":\"2.1\",\"id\":\"{Id(type, number)}\",{Times},"
        + $"\"object_marking_refs\":[\"{(number % 2 == 0 ? Amber : Statement)}\"]";

    private static string Id(string type, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}--00000000-0000-4000-8000-{number:d12}");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>Parts of a text as a stream that is read once, from its beginning to its end.</summary>
internal sealed class PartStream(IEnumerable<byte[]> parts) : Stream
{
    private readonly IEnumerator<byte[]> _parts = parts.GetEnumerator();
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_rest.IsEmpty)
        {
            if (!_parts.MoveNext())
            {
                return 0;
            }

            _rest = _parts.Current;
        }

        var taken = Math.Min(count, _rest.Length);
        _rest[..taken].CopyTo(buffer.AsMemory(offset));
        _rest = _rest[taken..];
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _parts.Dispose();
        base.Dispose(disposing);
    }
}
