using System.Text;
using System.Text.Json;
using NodaTime;

namespace Attribution.Stix.Tests.Model;

public sealed class StixObjectBuilderTests
{
    private static readonly StixId Id = StixId.Parse("campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 10, 12, 0);

    [Fact]
    public void Properties_come_out_in_the_specifications_order_whatever_the_order_of_the_calls()
    {
        var built = StixObjectBuilder.Versioned(Id, Noon, Noon)
            .Set("x_b", 1.5)
            .Set("objective", "Espionage")
            .Extension("extension-definition--4f2c1f7e-8a0b-4a3e-9d53-0d6e6f0b2a11",
                writer => writer.WriteString("extension_type", "property-extension"))
            .Set("name", "Campagne d'été <1>")
            .Set("x_a", true)
            .Set("confidence", 65)
            .Set("created_by_ref", StixId.Parse("identity--2f6b1c52-5a0b-4b0a-8f3b-3f0a3d7c9e10"))
            .ExternalReferences([new ExternalReference("mitre-attack", null, null, "C0022")])
            .Build();

        Encoding.UTF8.GetString(built.Utf8).ShouldBe("""
            {"type":"campaign","spec_version":"2.1","id":"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
            "created_by_ref":"identity--2f6b1c52-5a0b-4b0a-8f3b-3f0a3d7c9e10","created":"2026-01-10T12:00:00.000Z",
            "modified":"2026-01-10T12:00:00.000Z","confidence":65,
            "external_references":[{"source_name":"mitre-attack","external_id":"C0022"}],"name":"Campagne d'été <1>",
            "objective":"Espionage","x_a":true,"x_b":1.5,
            "extensions":{"extension-definition--4f2c1f7e-8a0b-4a3e-9d53-0d6e6f0b2a11":
            {"extension_type":"property-extension"}}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void Nothing_and_empty_lists_are_left_out()
    {
        var built = StixObjectBuilder.Versioned(Id, Noon, Noon)
            .Set("name", "A")
            .Set("description", (string?)null)
            .Set("confidence", (long?)null)
            .Set("revoked", (bool?)null)
            .Set("first_seen", (Instant?)null)
            .Set("aliases", Array.Empty<string>())
            .Set("object_marking_refs", Array.Empty<StixId>())
            .KillChainPhases([])
            .Build();

        built.Json.EnumerateObject().Select(p => p.Name)
            .ShouldBe(["type", "spec_version", "id", "created", "modified", "name"]);
    }

    [Fact]
    public void A_later_null_takes_an_earlier_value_back() =>
        StixObjectBuilder.Versioned(Id, Noon, Noon).Set("name", "A").Set("name", (string?)null).Build()
            .Has("name").ShouldBeFalse();

    [Fact]
    public void An_observable_names_itself() =>
        StixObjectBuilder.Observable("ipv4-addr").Set("value", "198.51.100.3").Build().Id.ToString()
            .ShouldBe("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");

    [Fact]
    public void An_observable_without_deterministic_id_needs_one() =>
        Should.Throw<FormatException>(() => StixObjectBuilder.Observable("process").Set("pid", 4).Build())
            .Message.ShouldContain(FindingCodes.InvalidId);

    [Fact]
    public void Json_from_elsewhere_is_kept_character_for_character() =>
        StixObjectBuilder.Versioned(Id, Noon, Noon)
            .Set("x_number", JsonElement.Parse("1.50E+2")).Build()
            .Json.GetProperty("x_number").GetRawText().ShouldBe("1.50E+2");

    [Fact]
    public void A_new_version_keeps_everything_else_character_for_character()
    {
        const string start = """{"type":"campaign","id":"campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",""";
        const string unchanged = """ "created":"2020-01-01T00:00:00.1000Z", """;
        const string end = """ "name":"\u0041","x_n":1.50,"extensions":{"a-ext":{"n":1e2}}}""";
        var old = StixObject.Parse(Encoding.UTF8.GetBytes(
            start + unchanged + "\"modified\":\"2020-01-01T00:00:00.1000Z\"," + end));

        var changed = StixObjectBuilder.From(old).Set("modified", Noon).Set("revoked", true).Build();

        Encoding.UTF8.GetString(changed.Utf8).ShouldBe(
            start + unchanged.Trim() + "\"modified\":\"2026-01-10T12:00:00.000Z\",\"revoked\":true," + end.Trim());
    }

    [Fact]
    public void Readers_answer_nothing_for_another_form()
    {
        var odd = StixObject.Parse(Encoding.UTF8.GetBytes($$$"""
            {"type":"campaign","id":"{{{Id}}}","name":5,"aliases":["a",5,null],"first_seen":"yesterday",
             "confidence":101,
             "x_big":1e400,"x_half":0.5,"revoked":"yes","created_by_ref":"me","object_refs":["me","{{{Id}}}"],
             "external_references":[{"url":"u"},{"source_name":"s"},7],"kill_chain_phases":{}}
            """));

        odd.Text("name").ShouldBeNull();
        odd.Texts("aliases").ShouldBe(["a"]);
        odd.Texts("name").ShouldBeEmpty();
        odd.Time("first_seen").ShouldBeNull();
        odd.Confidence.ShouldBeNull();
        odd.Integer("x_big").ShouldBeNull();
        odd.Integer("x_half").ShouldBeNull();
        odd.Number("x_half").ShouldBe(0.5);
        odd.IsRevoked.ShouldBeFalse();
        odd.CreatedBy.ShouldBeNull();
        odd.References("object_refs").ShouldBe([Id]);
        odd.ExternalReferences.ShouldBe([new ExternalReference("s", null, null, null)]);
        odd.KillChainPhases.ShouldBeEmpty();
        odd.Version.ShouldBeNull();
    }

    [Fact]
    public void References_are_found_at_any_depth_with_their_place()
    {
        var report = StixObject.Parse(Encoding.UTF8.GetBytes($$$$"""
            {"type":"report","id":"report--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","created_by_ref":"{{{{Id}}}}",
             "object_refs":["{{{{Id}}}}","no id"],"x_a/b":{"deep":[{"x_ref":"{{{{Id}}}}"}]},"description":"{{{{Id}}}}"}
            """));

        report.AllReferences().Select(reference => reference.Path)
            .ShouldBe(["/created_by_ref", "/object_refs/0", "/x_a~1b/deep/0/x_ref"]);
    }
}
