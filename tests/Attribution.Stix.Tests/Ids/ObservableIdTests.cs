using System.Text.Json;

namespace Attribution.Stix.Tests.Ids;

public sealed class ObservableIdTests
{
    public static TheoryData<string, string> PrintedVectors => new()
    {
        { """{"type":"ipv4-addr","value":"198.51.100.3"}""", "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4" },
        { """{"type":"domain-name","value":"example.com"}""", "domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7" },
        { """{"type":"domain-name","value":"bücher.example"}""", "domain-name--dbf3aff2-b3cd-57d2-9616-0ddfde9d01ad" },
        {
            """{"type":"autonomous-system","number":15139,"name":"Slime"}""",
            "autonomous-system--3aa27478-50b5-5ab8-9da9-cdc12b657fff"
        },
        {
            """{"type":"url","value":"https://example.com/é?a=1&b=<2>"}""",
            "url--232f0200-93f7-5076-9398-329ba3ac51b2"
        },
        { """{"type":"url","value":"https://x.example/\ud83d\ude00"}""", "url--56f2e23e-4e5f-572e-a6d6-d3ac43d4a6a5" },
        { """{"type":"url","value":"https://x.example/a\u00a0b"}""", "url--9bf320eb-31e4-577f-82b9-292f3294366b" },
        { """{"type":"url","value":"https://x.example/\u2028"}""", "url--998627c7-8b19-5299-a68b-0a00ecd4920d" },
        { """{"type":"mutex","name":"__CLEANSWEEP__"}""", "mutex--f93fe911-e545-5239-b9b0-597840d0c871" },
    };

    [Theory]
    [MemberData(nameof(PrintedVectors))]
    public void Known_observables_get_their_known_ids(string json, string id) =>
        ObservableId.Compute(JsonElement.Parse(json)).ShouldBe(StixId.Parse(id));

    [SharedDataFact]
    public void Every_golden_vector_is_reproduced()
    {
        var vectors = JsonElement.Parse(SharedData.ReadAllBytes("golden/sco-vectors.json")).EnumerateArray().ToList();

        vectors.Count.ShouldBe(21);
        vectors.ShouldAllBe(vector => ObservableId.Compute(vector).ToString() == vector.GetProperty("id").GetString());
    }

    [Fact]
    public void Of_several_hashes_the_first_in_the_standards_order_counts()
    {
        var one = JsonElement.Parse("""{"type":"file","hashes":{"MD5":"79054025255fb1a26e4bc422aef54eb4"}}""");
        var both = JsonElement.Parse(
            """{"type":"file","hashes":{"SHA-512":"aa","MD5":"79054025255fb1a26e4bc422aef54eb4","SHA-1":"bb"}}""");

        ObservableId.Compute(both).ShouldBe(ObservableId.Compute(one));
    }

    [Fact]
    public void Properties_that_do_not_contribute_change_nothing() =>
        ObservableId.Compute(JsonElement.Parse("""{"type":"url","value":"https://a.example","defanged":true}"""))
            .ShouldBe(ObservableId.Compute(JsonElement.Parse("""{"value":"https:\/\/a.example","type":"url"}""")));

    [Theory]
    [InlineData("""{"type":"process","pid":4}""")]
    [InlineData("""{"type":"x-custom","value":"a"}""")]
    [InlineData("""{"type":"file","size":4}""")]
    [InlineData("""{"value":"a"}""")]
    public void Without_contributing_properties_there_is_no_deterministic_id(string json) =>
        ObservableId.Compute(JsonElement.Parse(json)).ShouldBeNull();
}
