using System.Text;
using System.Text.Json;

namespace Attribution.App.Tests.KillChain;

/// <summary>A release of our own as MITRE would publish it: three tactics in an order that is not alphabetical, one
/// technique of each kind.</summary>
internal static class SmallBundle
{
    private const string Matrix = "x-mitre-matrix--00000000-0000-4000-8000-000000000001";

    /// <summary>The bundle.</summary>
    /// <param name="domain">The domain as ATT&amp;CK spells it.</param>
    /// <param name="version">What the bundle says of its release; null when it says nothing.</param>
    /// <param name="phishing">What its first technique is called.</param>
    /// <param name="matrices">How many matrices it has.</param>
    internal static MemoryStream Of(
        string domain = "ics-attack", string? version = "17.0", string phishing = "Phishing", int matrices = 1)
    {
        var objects = new List<object>
        {
            new
            {
                type = "marking-definition", id = "marking-definition--00000000-0000-4000-8000-000000000009",
                spec_version = "2.1", created = Time, definition = new { statement = "Copyright somebody." },
            },
            Tactic(1, "TA9002", "entry", "Entry"),
            Tactic(2, "TA9001", "damage", "Damage"),
            Tactic(3, "TA9003", "left-out", "Left Out"),
            Technique(1, "T9001", phishing, ["entry"]),
            Technique(2, "T9001.001", "By Mail", ["entry"]),
            Technique(3, "T9002", "Old Way", ["entry"], revoked: true),
            Technique(4, "T9003", "New Way", ["damage", "entry"]),
            Technique(5, "T9004", "Forgotten", ["damage"], deprecated: true),
            Technique(6, "T9002", "New Way, Old Number", ["damage"]),
            new
            {
                type = "relationship", id = "relationship--00000000-0000-4000-8000-000000000001", spec_version = "2.1",
                created = Time, modified = Time, relationship_type = "revoked-by",
                source_ref = Id("attack-pattern", 3), target_ref = Id("attack-pattern", 4),
            },
            "no object",
        };
        objects.AddRange(Enumerable.Range(0, matrices).Select(_ => MatrixOf(domain)));
        if (version is not null)
        {
            objects.Add(new
            {
                type = "x-mitre-collection",
                id = "x-mitre-collection--00000000-0000-4000-8000-000000000001",
                spec_version = "2.1",
                created = Time,
                modified = Time,
                name = "Ours",
                x_mitre_version = version,
            });
        }

        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(
            new { type = "bundle", id = "bundle--00000000-0000-4000-8000-000000000001", objects }));
    }

    internal static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private const string Time = "2026-01-01T00:00:00.000Z";

    private static string Id(string type, int number) => $"{type}--00000000-0000-4000-8000-00000000000{number}";

    private static object MatrixOf(string domain) => new
    {
        type = "x-mitre-matrix",
        id = Matrix,
        spec_version = "2.1",
        created = Time,
        modified = Time,
        name = "Ours",
        tactic_refs = new[] { Id("x-mitre-tactic", 1), Id("x-mitre-tactic", 2) },
        external_references = References(domain),
    };

    private static object Tactic(int number, string id, string shortName, string name) => new
    {
        type = "x-mitre-tactic",
        id = Id("x-mitre-tactic", number),
        spec_version = "2.1",
        created = Time,
        modified = Time,
        name,
        x_mitre_shortname = shortName,
        external_references = References(id),
    };

    private static object Technique(
        int number, string id, string name, string[] phases, bool revoked = false, bool deprecated = false) => new
        {
            type = "attack-pattern",
            id = Id("attack-pattern", number),
            spec_version = "2.1",
            created = Time,
            modified = Time,
            name,
            revoked,
            x_mitre_deprecated = deprecated,
            kill_chain_phases = phases.Select(phase => new { kill_chain_name = "mitre-attack", phase_name = phase }),
            external_references = References(id),
        };

    private static object[] References(string id) => [new { source_name = "mitre-attack", external_id = id }];
}
