using System.Text;

namespace Attribution.Stix.Tests.Markings;

public sealed class EffectiveMarkingTests
{
    private const string Green = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";
    private const string AmberStrict = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";
    private const string Statement = "marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168";
    private const string Custom = "marking-definition--0c4ac0c1-6b4c-4a05-9a83-0b0f8d1a7f02";
    private const string FalseGreen = "marking-definition--0c4ac0c1-6b4c-4a05-9a83-0b0f8d1a7f03";

    private static readonly Dictionary<StixId, StixObject> Definitions = new[]
    {
        Marking(Statement, "statement", """{"statement":"(c)"}"""),
        Marking(Custom, "iep", """{"iep":1}"""),
        Marking(FalseGreen, "tlp", """{"tlp":"green"}"""),
    }.ToDictionary(definition => definition.Id);

    [Theory]
    [InlineData("\"x\":1", null)]
    [InlineData($"\"object_marking_refs\":[\"{Green}\"]", TlpLevel.Green)]
    [InlineData($"\"object_marking_refs\":[\"{AmberStrict}\",\"{Green}\"]", TlpLevel.AmberStrict)]
    [InlineData($"\"object_marking_refs\":[\"{Statement}\"]", null)]
    [InlineData($"\"object_marking_refs\":[\"{Statement}\",\"{Green}\"]", TlpLevel.Green)]
    public void The_strictest_marking_holds(string markings, TlpLevel? level)
    {
        var marking = Of(markings);

        marking.Level.ShouldBe(level);
        marking.NotUnderstood.ShouldBeEmpty();
    }

    [Theory]
    [InlineData($"\"object_marking_refs\":[\"{Green}\",\"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ec\"]")]
    [InlineData($"\"object_marking_refs\":[\"{Custom}\"]")]
    [InlineData($"\"object_marking_refs\":[\"{FalseGreen}\"]")]
    [InlineData("\"object_marking_refs\":[\"TLP:GREEN\"]")]
    [InlineData("\"object_marking_refs\":[7]")]
    [InlineData("\"object_marking_refs\":{\"a\":1}")]
    [InlineData("\"object_marking_refs\":null")]
    [InlineData("\"granular_markings\":[{\"selectors\":[\"name\"],\"marking_ref\":\"secret\"}]")]
    [InlineData("\"granular_markings\":[{\"selectors\":[\"name\"]}]")]
    [InlineData("\"granular_markings\":\"odd\"")]
    public void What_is_not_understood_is_most_restrictive(string markings)
    {
        var marking = Of(markings);

        marking.Level.ShouldBe(TlpLevel.Red);
        marking.NotUnderstood.Count.ShouldBe(1);
    }

    [Fact]
    public void A_part_restricts_the_whole() =>
        Of($$"""
            "object_marking_refs":["{{Green}}"],
            "granular_markings":[
              {"selectors":["name"],"marking_ref":"{{AmberStrict}}"},
              {"selectors":["name"],"lang":"de"}]
            """).Level.ShouldBe(TlpLevel.AmberStrict);

    [Fact]
    public void A_single_marking_in_place_of_a_list_still_holds() =>
        Of($"\"object_marking_refs\":\"{AmberStrict}\"").Level.ShouldBe(TlpLevel.AmberStrict);

    [Fact]
    public void Statements_travel_along() =>
        Of($"\"object_marking_refs\":[\"{Statement}\"]").Statements.ShouldBe(["(c)"]);

    [Theory]
    [InlineData("name", "N")]
    [InlineData("list.[1].a", "2")]
    [InlineData("list.[1]", "{\"a\":2}")]
    [InlineData("list.[2]", null)]
    [InlineData("list.[-1]", null)]
    [InlineData("list.[1", null)]
    [InlineData("name.[0]", null)]
    [InlineData("missing.deep", null)]
    [InlineData("", null)]
    public void Selectors_find_the_part_they_name(string selector, string? found)
    {
        var stixObject = Parse(
            """{"type":"tool","id":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","name":"N","list":[1,{"a":2}]}""");

        GranularMarking.Select(stixObject, selector)?.ToString().ShouldBe(found);
    }

    private static EffectiveMarking Of(string markings) => EffectiveMarking.Of(
        Parse($$"""{"type":"tool","id":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","name":"N",{{markings}} }"""),
        id => Definitions.GetValueOrDefault(id));

    private static StixObject Marking(string id, string type, string definition) => Parse(
        $$"""{"type":"marking-definition","id":"{{id}}","definition_type":"{{type}}","definition":{{definition}} }""");

    private static StixObject Parse(string json) => StixObject.Parse(Encoding.UTF8.GetBytes(json));
}
