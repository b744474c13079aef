using System.Text;
using System.Text.Json;

namespace Attribution.Stix.Tests.Bundles;

public sealed class BundleCheckTests
{
    private const string Uuid = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    [Theory]
    [InlineData("", "")]
    [InlineData("'modified':'2026-01-11T00:00:00.000Z'", "")]
    [InlineData("'modified':'2026-01-10T00:00:00.0Z','name':'B'", FindingCodes.ConflictingVersion)]
    [InlineData(
        "'created':'2026-01-09T00:00:00.000Z','modified':'2026-01-11T00:00:00.000Z'", FindingCodes.ChangedCreation)]
    [InlineData("'type':'malware'", FindingCodes.SharedUuid)]
    [InlineData("'type':'malware','created_by_ref':'identity--" + Uuid + "'", "")]
    public void Versions_of_one_object_have_to_fit_together(string changes, string expected)
    {
        var check = new BundleCheck();
        check.Add(Tool("")).ShouldBeEmpty();

        var codes = check.Add(Tool(changes.Length == 0 ? "\"modified\":\"2026-01-12T00:00:00.000Z\"" : changes))
            .Select(finding => finding.Code);

        string.Join(' ', codes).ShouldBe(expected);
    }

    [Fact]
    public void The_same_version_twice_is_a_remark()
    {
        var check = new BundleCheck();
        check.Add(Tool(""));

        check.Add(Tool("")).Single().ShouldSatisfyAllConditions(
            finding => finding.Code.ShouldBe(FindingCodes.DuplicateObject),
            finding => finding.Severity.ShouldBe(FindingSeverity.Warning));
    }

    [Fact]
    public void Nothing_follows_a_revocation()
    {
        var check = new BundleCheck();
        check.Add(Tool("\"revoked\":true"));

        check.Add(Tool("\"modified\":\"2026-01-11T00:00:00.000Z\"")).Single().Code
            .ShouldBe(FindingCodes.VersionAfterRevocation);
        check.Add(Tool("\"modified\":\"2026-01-09T00:00:00.000Z\"")).ShouldBeEmpty();
    }

    [Fact]
    public void Missing_objects_are_told_once_each_and_tlp_markings_are_never_missing()
    {
        var check = new BundleCheck();
        var marking = Tlp.Definition(TlpLevel.Amber).Id;
        check.Add(Tool($"\"created_by_ref\":\"identity--{Uuid}\",\"object_marking_refs\":[\"{marking}\"]"));
        check.Add(Tool($"\"type\":\"malware\",\"created_by_ref\":\"identity--{Uuid}\",\"x_ref\":\"tool--{Uuid}\""));

        var container = Container($$"""{"type":"bundle","id":"bundle--{{Uuid}}"}""");
        var finding = check.Complete(container).ShouldHaveSingleItem();

        finding.Code.ShouldBe(FindingCodes.DanglingReference);
        finding.Message.ShouldContain("2 references");
        check.Missing.ShouldBe([StixId.Parse($"identity--{Uuid}")]);
    }

    [Theory]
    [InlineData("{}", FindingCodes.NotABundle)]
    [InlineData("{'type':'bundle'}", FindingCodes.InvalidId)]
    [InlineData("{'type':'bundle','id':'campaign--" + Uuid + "'}", FindingCodes.InvalidId)]
    [InlineData("{'type':'bundle','id':'bundle--" + Uuid + "','spec_version':'2.0'}", FindingCodes.OldSpecVersion)]
    [InlineData("{'type':'bundle','id':'bundle--" + Uuid + "','objects':{}}", FindingCodes.WrongType)]
    public void The_bundle_itself_has_rules(string json, string code) =>
        new BundleCheck().Complete(Container(json.Replace('\'', '"'))).Single().Code.ShouldBe(code);

    [SharedDataFact]
    public void The_golden_export_has_no_findings_at_all() => Report("golden/attribution-export.json").ShouldBeEmpty();

    [SharedDataTheory]
    [InlineData("attack/enterprise-attack-18.1.json.gz")]
    [InlineData("attack/ics-attack-18.1.json.gz")]
    [InlineData("attack/mobile-attack-18.1.json.gz")]
    [InlineData("oasis/apt1.json")]
    [InlineData("oasis/poisonivy.json")]
    [InlineData("oasis/infrastructure.json")]
    [InlineData("unit42/adept-libra.json.gz")]
    [InlineData("unit42-raw-2.0/adept-libra.json.gz")]
    [InlineData("unit42-raw-2.0/agent-tesla.json.gz")]
    [InlineData("unit42-raw-2.0/clop-ransomware.json.gz")]
    public void Real_dirt_is_told_code_by_code(string file)
    {
        var summary = Report(file).GroupBy(finding => $"{finding.Severity,-8} {finding.Code}")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {group.Count()}");

        Approval.Verify(string.Join('\n', summary), $"{Path.GetFileName(file).Split('.')[0]}-{file.Split('/')[0]}.txt");
    }

    private static List<StixFinding> Report(string file)
    {
        var bundle = StixReader.Read(SharedData.ReadAllBytes(file));
        var check = new BundleCheck();
        List<StixFinding> findings =
            [.. bundle.Objects.SelectMany(stixObject => ObjectCheck.Check(stixObject).Concat(check.Add(stixObject)))];
        return [.. findings, .. check.Complete(bundle.Container)];
    }

    private static StixContainer Container(string json) => StixReader.Read(Encoding.UTF8.GetBytes(json)).Container;

    private static StixObject Tool(string changes)
    {
        var properties = new Dictionary<string, object>
        {
            ["type"] = "tool",
            ["id"] = "",
            ["created"] = "2026-01-10T00:00:00.000Z",
            ["modified"] = "2026-01-10T00:00:00.000Z",
            ["name"] = "A",
        };
        var json = JsonElement.Parse($"{{{changes.Replace('\'', '"')}}}");
        foreach (var change in json.EnumerateObject())
        {
            properties[change.Name] = change.Value;
        }

        properties["id"] = $"{properties["type"]}--{Uuid}";
        return StixObject.Parse(JsonSerializer.SerializeToUtf8Bytes(properties));
    }
}
