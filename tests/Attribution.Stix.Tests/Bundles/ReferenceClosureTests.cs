using System.Text;

namespace Attribution.Stix.Tests.Bundles;

public sealed class ReferenceClosureTests
{
    private static readonly string Amber = Tlp.Definition(TlpLevel.Amber).Id.ToString();

    [Fact]
    public void A_complete_set_stays_byte_for_byte_and_gets_its_markings()
    {
        var tool = Object("tool", 1, $"\"object_marking_refs\":[\"{Amber}\"]");
        var note = Object("note", 2, $"\"object_refs\":[\"{Id("tool", 1)}\"]");

        var (objects, lost) = ReferenceClosure.Close([tool, note]);

        objects.ShouldBe([Tlp.Definition(TlpLevel.Amber), tool, note]);
        lost.ShouldBeEmpty();
    }

    [Fact]
    public void An_optional_reference_to_outside_is_removed_and_everything_else_kept()
    {
        var tool = Object("tool", 1, $$"""
            "created_by_ref":"{{Id("identity", 9)}}","x_n":1.50,"x_any_refs":["{{Id("tool", 9)}}"]
            """);

        var (objects, lost) = ReferenceClosure.Close([tool]);

        Encoding.UTF8.GetString(objects.Single().Utf8)
            .ShouldBe($$"""{"type":"tool","id":"{{Id("tool", 1)}}","x_n":1.50}""");
        lost.ShouldBe(
        [
            new LostReference(tool.Id, "/created_by_ref", StixId.Parse(Id("identity", 9)), false),
            new LostReference(tool.Id, "/x_any_refs/0", StixId.Parse(Id("tool", 9)), false),
        ]);
    }

    [Fact]
    public void A_relationship_without_both_ends_goes_and_takes_along_what_needs_it()
    {
        var tool = Object("tool", 1, "\"name\":\"A\"");
        var relationship = Object("relationship", 2, $$"""
            "source_ref":"{{Id("campaign", 9)}}","target_ref":"{{Id("tool", 1)}}"
            """);
        var note = Object("note", 3, $"\"object_refs\":[\"{Id("relationship", 2)}\"]");
        var opinion = Object("opinion", 4, $"\"object_refs\":[\"{Id("note", 3)}\",\"{Id("tool", 1)}\"]");

        var (objects, lost) = ReferenceClosure.Close([tool, relationship, note, opinion]);

        objects.Select(stixObject => stixObject.Type).ShouldBe(["tool", "opinion"]);
        objects[1].References("object_refs").ShouldBe([tool.Id]);
        lost.Where(reference => reference.ObjectLeftOut).Select(reference => reference.Source.Type)
            .ShouldBe(["relationship", "note"]);
    }

    [Fact]
    public void A_marking_is_never_dropped_from_an_object()
    {
        var tool = Object("tool", 1, $"\"object_marking_refs\":[\"{Id("marking-definition", 9)}\"]");

        ReferenceClosure.Close([tool]).Objects.ShouldBeEmpty();
    }

    [Fact]
    public void A_place_with_a_marking_of_its_own_is_not_rewritten()
    {
        var report = Object("report", 1, $$"""
            "object_refs":["{{Id("tool", 9)}}","{{Id("report", 1)}}"],
            "granular_markings":[{"selectors":["object_refs.[1]"],"marking_ref":"{{Amber}}"}]
            """);

        ReferenceClosure.Close([report]).Objects.ShouldNotContain(report);
        ReferenceClosure.Close([report]).Lost.Single().ObjectLeftOut.ShouldBeTrue();
    }

    [SharedDataTheory]
    [InlineData("oasis/apt1.json")]
    [InlineData("unit42/adept-libra.json.gz")]
    [InlineData("attack/ics-attack-18.1.json.gz")]
    public void Half_of_a_real_bundle_closes_without_a_dangling_reference(string file)
    {
        var half = StixReader.Read(SharedData.ReadAllBytes(file)).Objects.Where((_, index) => index % 2 == 0).ToList();

        var (objects, lost) = ReferenceClosure.Close(half);

        lost.ShouldNotBeEmpty();
        var check = new BundleCheck();
        foreach (var stixObject in objects)
        {
            check.Add(stixObject);
        }

        check.Missing.ShouldBeEmpty();
    }

    private static StixObject Object(string type, int number, string properties) => StixObject.Parse(
        Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","id":"{{Id(type, number)}}",{{properties}}}"""));

    private static string Id(string type, int number) => $"{type}--00000000-0000-4000-8000-{number:d12}";
}
