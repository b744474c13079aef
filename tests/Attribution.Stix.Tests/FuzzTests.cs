using System.Globalization;
using System.Text;
using Attribution.Stix.Patterns;

namespace Attribution.Stix.Tests;

/// <summary>Whatever bytes arrive, the answer is data. Every failure names the seed that repeats it.</summary>
public sealed class FuzzTests
{
    private const int Seeds = 3000;

    private static readonly byte[] Bundle = Encoding.UTF8.GetBytes("""
        {"type":"bundle","id":"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d","objects":[
        {"type":"campaign","spec_version":"2.1","id":"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
         "created":"2026-01-10T09:00:00.000Z","modified":"2026-01-10T09:00:00.000Z","name":"A\u00e9 \ud83d\ude00 \"x\"",
         "object_marking_refs":["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"],"confidence":80,
         "granular_markings":[{"selectors":["aliases.[0]","name"],
          "marking_ref":"marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"}],
         "aliases":["B","C"],"x_n":[1.50,-0,1e400,{"deep":{"x_ref":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"}}]},
        {"type":"indicator","spec_version":"2.1","id":"indicator--3b8d8f2a-6a0e-4b1e-9c39-2f0f4a1c7d01",
         "created":"2026-01-10T09:00:00.000Z","modified":"2026-01-10T09:00:00.000Z","pattern_type":"stix",
         "pattern":"[ipv4-addr:value = '198.51.100.4' AND file:hashes.'SHA-256' = 'aa'] WITHIN 5 SECONDS",
         "valid_from":"2025-11-01T00:00:00Z",
         "external_references":[{"source_name":"a","external_id":"b"}],
         "kill_chain_phases":[{"kill_chain_name":"a","phase_name":"b"}]},
        {"type":"file","id":"file--e5069fa2-a037-5f5f-b2f7-a8cfe1ebfbe0","name":"foo.dll","size":5,
         "hashes":{"MD5":"79054025255fb1a26e4bc422aef54eb4"},"extensions":{"ntfs-ext":{"sid":"1"}}},
        {"type":"marking-definition","spec_version":"2.1",
         "id":"marking-definition--0c4ac0c1-6b4c-4a05-9a83-0b0f8d1a7f03",
         "created":"2026-01-10T09:00:00.000Z","definition_type":"statement","definition":{"statement":"(c)"}},
        {"type":"relationship","spec_version":"2.1","id":"relationship--5d0092c5-5f74-4287-9642-33f4c354e501",
         "created":"2026-01-10T09:00:00.000Z","modified":"2026-01-10T09:00:00.000Z","relationship_type":"indicates",
         "source_ref":"indicator--3b8d8f2a-6a0e-4b1e-9c39-2f0f4a1c7d01",
         "target_ref":"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"}
        ]}
        """);

    private static readonly string[] Fragments =
    [
        "null", "[]", "{}", "\"\"", "5", "-1", "1e999", "99999999999999999999", "true", "\"\\ud800\"", "\"\\u0000\"",
        "{\"a\":1,\"a\":2}", "[[[[[[[[", "]]]]", "}}", "\"", "\\", ",", ":", "'", "[x:y=1", "\uFFFD",
        "extension-definition--",
        "2026-13-45T99:99:99Z", "toplevel-property-extension", ".[99999999999999]", "..", "~", "/",
    ];

    [Fact]
    public void Mutated_bundles_give_entries_and_findings_and_never_an_exception()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var mutated = Mutate(new Random(seed));
            Should.NotThrow(() => UseEverything(mutated), $"seed {seed.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    [Fact]
    public void Mutated_patterns_are_patterns_or_errors_within_the_text()
    {
        const string pattern = "([a-b:c.'d'[*].e NOT IN ('x', 5)] OR [f:g = t'2020-01-01T00:00:00Z']) REPEATS 5 TIMES "
            + "FOLLOWEDBY [h:i MATCHES '\\\\']";
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var text = Encoding.UTF8.GetString(Mutate(new Random(seed), Encoding.UTF8.GetBytes(pattern)));
            var isPattern = StixPattern.TryParse(text, out var parsed, out var error);

            (parsed is not null).ShouldBe(isPattern, $"seed {seed}");
            (error?.Position ?? 0).ShouldBeInRange(0, text.Length, $"seed {seed}");
        }
    }

    private static void UseEverything(byte[] json)
    {
        var bundle = StixReader.Read(json);
        var objects = bundle.Objects.ToList();
        var check = new BundleCheck();
        foreach (var stixObject in objects)
        {
            ObjectCheck.Check(stixObject);
            check.Add(stixObject);
            EffectiveMarking.Of(stixObject, id => objects.Find(other => other.Id == id));
            _ = stixObject.ExternalReferences.Count + stixObject.KillChainPhases.Count;
            _ = stixObject.Texts("aliases").Count;
        }

        check.Complete(bundle.Container);
        ReferenceClosure.Close(objects);
    }

    private static byte[] Mutate(Random random) => Mutate(random, Bundle);

    private static byte[] Mutate(Random random, byte[] original)
    {
        var bytes = original.ToList();
        for (var count = random.Next(1, 5); count > 0 && bytes.Count > 0; count--)
        {
            var place = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 20), bytes.Count - place);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(place, length);
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(place, length));
                    break;
                default:
                    ReplaceValue(bytes, place, Fragments[random.Next(Fragments.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Puts a fragment in place of the JSON value that follows, which keeps the text well formed more
    /// often.</summary>
    private static void ReplaceValue(List<byte> bytes, int place, string fragment)
    {
        var start = bytes.IndexOf((byte)':', place) + 1;
        var end = start == 0 ? -1 : bytes.IndexOf((byte)',', start);
        if (end > start)
        {
            bytes.RemoveRange(start, end - start);
            bytes.InsertRange(start, Encoding.UTF8.GetBytes(fragment));
        }
    }
}
