using System.Collections.Immutable;
using System.Text;
using Attribution.Domain.KillChain;

namespace Attribution.App.KillChain.Releases;

/// <summary>
/// Facts as lines of fields with a tab between them; the first field says what the line is. Sorted, so that two
/// releases can be compared line by line. The parent of a sub-technique is not repeated: it is in the id, before the
/// dot.
/// <code>
/// release     enterprise  18.1
/// tactic      TA0043      reconnaissance      Reconnaissance
/// technique   T1002       Data Compressed     TA0010      revoked     T1560
/// </code>
/// </summary>
internal static class AttackFactsText
{
    private const string Revoked = "revoked";
    private const string Deprecated = "deprecated";

    internal static string Write(AttackFacts facts)
    {
        var (release, text) = (facts.Release, new StringBuilder());
        Line("copyright", facts.Copyright);
        Line("release", release.Domain.ToString().ToLowerInvariant(), release.Version);
        foreach (var tactic in release.Tactics)
        {
            Line("tactic", tactic.Id, tactic.ShortName, tactic.Name);
        }

        foreach (var technique in release.Techniques.OrderBy(technique => technique.Id, StringComparer.Ordinal))
        {
            Line(
                "technique", technique.Id, technique.Name, string.Join(',', technique.Tactics), States(technique),
                technique.RevokedBy ?? "");
        }

        return text.ToString();

        void Line(params ReadOnlySpan<string> fields) =>
            text.Append(string.Join('\t', fields.ToArray().Select(OneLine)).TrimEnd('\t')).Append('\n');
    }

    /// <exception cref="FormatException">A line is none that <see cref="Write"/> writes.</exception>
    internal static AttackFacts Read(TextReader text)
    {
        var (copyright, domain, version) = ("", default(AttackDomain), "");
        var tactics = ImmutableArray.CreateBuilder<Tactic>();
        var techniques = new List<Technique>();
        while (text.ReadLine() is { } line)
        {
            switch (line.Split('\t'))
            {
                case ["copyright", var words]:
                    copyright = words;
                    break;
                case ["release", var matrix, var number]:
                    (domain, version) = (Enum.Parse<AttackDomain>(matrix, ignoreCase: true), number);
                    break;
                case ["tactic", var id, var shortName, var name]:
                    tactics.Add(new Tactic(id, shortName, name));
                    break;
                case ["technique", var id, var name, .. var rest]:
                    techniques.Add(ReadTechnique(id, name, rest));
                    break;
                default:
                    throw new FormatException($"'{line}' is no line of ATT&CK facts.");
            }
        }

        return new AttackFacts(new AttackRelease(domain, version, tactics.ToImmutable(), techniques), copyright);
    }

    // Empty fields at the end of a line are left out.
    private static Technique ReadTechnique(string id, string name, string[] rest)
    {
        var states = Words(1);
        return new Technique(
            id, name, [.. Words(0)], states.Contains(Revoked), states.Contains(Deprecated), rest.ElementAtOrDefault(2));

        string[] Words(int field) =>
            (rest.ElementAtOrDefault(field) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string States(Technique technique) => string.Join(',', new[]
    {
        technique.IsRevoked ? Revoked : null,
        technique.IsDeprecated ? Deprecated : null,
    }.OfType<string>());

    private static string OneLine(string field) => field.ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
}
