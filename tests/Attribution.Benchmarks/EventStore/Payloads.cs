using System.Text;

namespace Attribution.Benchmarks.EventStore;

/// <summary>
/// Events and documents of the size the system really stores: 300 to 900 bytes for an event, about 900 for a campaign's
/// document. Made from a seed, once, so that making them costs nothing while something is measured.
/// </summary>
internal sealed class Payloads
{
    private const int Variants = 512;
    private const int DocumentBytes = 900;

    private static readonly string[] Words =
        ["lateral", "beacon", "phishing", "subnet", "credential", "loader", "operator", "staging", "sinkhole", "tool",
            "victim", "overlap", "telemetry", "registrar", "certificate", "implant", "exfiltration", "cluster"];

    private readonly byte[][] _events;
    private readonly byte[][] _documents;

    internal Payloads(int seed)
    {
        var random = new Random(seed);
        _events = [.. Enumerable.Range(0, Variants).Select(_ => Event(random))];
        _documents = [.. Enumerable.Range(0, Variants).Select(_ => Document(random))];
    }

    internal byte[] AnyEvent(Random random) => _events[random.Next(Variants)];

    internal byte[] AnyDocument(Random random) => _documents[random.Next(Variants)];

    private static byte[] Event(Random random) => Encoding.UTF8.GetBytes(
        $$"""
        {"evidence":"{{Id(random)}}","kind":"{{Word(random)}}","weight":{{random.Next(1, 100)}},"reliability":"B",
        "credibility":2,
        "artifacts":["indicator--{{Id(random)}}","indicator--{{Id(random)}}"],"source":"analyst",
        "description":"{{Text(random, random.Next(60, 640))}}"}
        """);

    private static byte[] Document(Random random) => Encoding.UTF8.GetBytes(
        $$"""
        {"name":"{{Text(random, 30)}}","status":"ACTIVE","threatLevel":"HIGH","tlp":"AMBER",
        "aliases":["{{Word(random)}}"],
        "indicators":["indicator--{{Id(random)}}","indicator--{{Id(random)}}","indicator--{{Id(random)}}"],
        "createdBy":"anna","tags":["auto-promoted","from-cluster"],
        "description":"{{Text(random, DocumentBytes - 390)}}"}
        """);

    private static string Text(Random random, int length)
    {
        var text = new StringBuilder(Word(random));
        while (text.Length < length)
        {
            text.Append(' ').Append(Word(random));
        }

        return text.ToString();
    }

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    private static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
