using System.Text;

namespace Attribution.Stix.Tests.Model;

public sealed class StixReaderTests
{
    private const string Tool = """{"type":"tool","id":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","name":"T"}""";

    [Fact]
    public void A_bundle_is_read_object_by_object_with_its_own_properties()
    {
        var bundle = Read($$"""{"objects":[{{Tool}} , {{Tool}}],"type":"bundle","id":"b","x_more":{"a":[1]} }""");

        bundle.Objects.Select(o => o.Text("name")).ShouldBe(["T", "T"]);
        bundle.Container.Type.ShouldBe("bundle");
        bundle.Container.Id.ShouldBe("b");
        bundle.Container.Properties.Keys.ShouldBe(["type", "id", "x_more"]);
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("{\"objects\":[]}", true)]
    [InlineData("\uFEFF {\"type\":\"bundle\"} \n", false)]
    public void A_container_without_objects_is_no_error(string json, bool hasObjects)
    {
        var bundle = Read(json);

        bundle.Entries.ShouldBeEmpty();
        bundle.Container.HasObjects.ShouldBe(hasObjects);
    }

    [Theory]
    [InlineData("5", FindingCodes.NotAnObject)]
    [InlineData("null", FindingCodes.NotAnObject)]
    [InlineData("[]", FindingCodes.NotAnObject)]
    [InlineData("\"a,]}b\"", FindingCodes.NotAnObject)]
    [InlineData("{}", FindingCodes.InvalidType)]
    [InlineData("""{"type":5}""", FindingCodes.InvalidType)]
    [InlineData("""{"type":"tool"}""", FindingCodes.InvalidId)]
    [InlineData("""{"type":"tool","id":"malware--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"}""", FindingCodes.InvalidId)]
    [InlineData("""{"type":"tool","id":["tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"]}""", FindingCodes.InvalidId)]
    [InlineData("""{"type":"tool","a":01}""", FindingCodes.MalformedJson)]
    [InlineData("""{"type":"tool","a":[}}""", FindingCodes.MalformedJson)]
    [InlineData("""{"type":"tool" "a":1}""", FindingCodes.MalformedJson)]
    [InlineData("""{"a":1,"a":1}""", FindingCodes.DuplicateProperty)]
    [InlineData("""{"a":[{"b":1,"\u0062":2}]}""", FindingCodes.DuplicateProperty)]
    [InlineData("""{"a":"\ud800"}""", FindingCodes.LoneSurrogate)]
    [InlineData("""{"\ude00\ud83d":1}""", FindingCodes.LoneSurrogate)]
    [InlineData("""{"type":"bundle","id":"bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"}""", FindingCodes.NestedBundle)]
    public void A_bad_object_costs_itself_only(string bad, string code)
    {
        var bundle = Read($$"""{"objects":[{{Tool}},{{bad}},{{Tool}}]}""");

        bundle.Entries.Select(entry => entry.Problem?.Code).ShouldBe([null, code, null]);
        bundle.Entries.Select(entry => entry.Index).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void A_bare_list_and_a_single_object_are_taken_too()
    {
        Read($"[{Tool},{Tool}]").Objects.Count().ShouldBe(2);
        Read(Tool).Objects.Single().Json.GetRawText().ShouldBe(Tool);
        Read("[]").Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_object_is_named_by_the_id_it_claims() =>
        Read("""{"objects":[{"type":"tool","id":"tool--X"}]}""").Entries[0].ClaimedId.ShouldBe("tool--X");

    [Fact]
    public void Escaped_backslashes_before_u_are_no_escapes() =>
        Read("""{"objects":[{"type":"tool","id":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","a":"C:\\ud800"}]}""")
            .Objects.Single().Text("a").ShouldBe(@"C:\ud800");

    [Fact]
    public void Invalid_utf8_costs_the_object_it_stands_in()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"objects":[{"a":"?"},{{Tool}}]}""");
        json[Array.IndexOf(json, (byte)'?')] = 0xFF;

        StixReader.Read(json).Entries.Select(entry => entry.Problem?.Code).ShouldBe([FindingCodes.InvalidUtf8, null]);
    }

    [Theory]
    [InlineData("", FindingCodes.Truncated)]
    [InlineData("[{}] 5", FindingCodes.MalformedContainer)]
    [InlineData("[{}", FindingCodes.Truncated)]
    [InlineData("null", FindingCodes.MalformedContainer)]
    [InlineData("{\"objects\":[,]}", FindingCodes.MalformedContainer)]
    [InlineData("{\"objects\":[] 5}", FindingCodes.MalformedContainer)]
    [InlineData("{\"a\":1,}", FindingCodes.MalformedContainer)]
    [InlineData("{\"a\":01}", FindingCodes.MalformedContainer)]
    [InlineData("{a:1}", FindingCodes.MalformedContainer)]
    [InlineData("{} {}", FindingCodes.MalformedContainer)]
    [InlineData("{\"type\":\"a\",\"type\":\"b\"}", FindingCodes.DuplicateProperty)]
    [InlineData("{\"objects\":[],\"objects\":[]}", FindingCodes.DuplicateProperty)]
    [InlineData("{\"objects\":[{\"a\":1}", FindingCodes.Truncated)]
    [InlineData("{\"objects\":[{\"a\":\"", FindingCodes.Truncated)]
    [InlineData("{\"objects\":[5", FindingCodes.Truncated)]
    public void A_broken_container_ends_in_one_problem(string json, string code)
    {
        var last = Read(json).Entries[^1];

        last.Index.ShouldBeNull();
        last.Problem!.Code.ShouldBe(code);
    }

    [Fact]
    public void Whole_objects_before_a_cut_are_kept()
    {
        var json = $$"""{"type":"bundle","objects":[{{Tool}},{{Tool}},{"type":""";

        Read(json).Objects.Count().ShouldBe(2);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_followed()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        Read($$"""{"objects":[{"a":{{deep}}},{{Tool}}]}""").Entries.Select(entry => entry.Problem?.Code)
            .ShouldBe([FindingCodes.TooDeep, null]);
    }

    [Fact]
    public async Task An_object_beyond_the_limit_is_skipped_without_being_held()
    {
        var limits = new StixReaderLimits { MaxObjectBytes = 1000 };
        var large = $$"""{"a":"{{new string('x', 5_000_000)}}"}""";
        using var stream = Pieces($$"""{"objects":[{{Tool}},{{large}},{{Tool}}]}""", 4096);

        var entries = await Collect(new StixReader(stream, limits));

        entries.Select(entry => entry.Problem?.Code).ShouldBe([null, FindingCodes.TooLarge, null]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task Brackets_inside_a_skipped_object_mean_nothing(int pieceBytes)
    {
        var limits = new StixReaderLimits { MaxObjectBytes = 100 };
        var large = $$"""{"a":"{{new string(']', 500)}}","b":[{{new string('[', 200)}}{{new string(']', 200)}}]}""";
        using var stream = Pieces($$"""{"objects":[{{large}},{{Tool}}],"type":"bundle"}""", pieceBytes);
        var reader = new StixReader(stream, limits);

        var entries = await Collect(reader);

        entries.Select(entry => entry.Problem?.Code).ShouldBe([FindingCodes.TooLarge, null]);
        reader.Container.Type.ShouldBe("bundle");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task However_the_bytes_arrive_the_entries_are_the_same(int pieceBytes)
    {
        var json = $$"""
            {"type":"bundle","objects":[ {{Tool}} ,5,"a\\\"b",{"a":01},{"\"}":"]"},{{Tool}}],"id":"b"} 
            """;
        using var stream = Pieces(json, pieceBytes);
        var reader = new StixReader(stream);

        var entries = await Collect(reader);

        entries.ShouldBe(Read(json).Entries, new ByText());
        reader.Container.Id.ShouldBe("b");
        reader.BytesRead.ShouldBe(Encoding.UTF8.GetByteCount(json));
    }

    [Fact]
    public void Every_cut_of_a_bundle_gives_a_problem_and_never_an_exception()
    {
        var json = Encoding.UTF8.GetBytes(
            $$"""{"type":"bundle","objects":[{{Tool}},{"a":"\ud83d\ude00é"} ],"id":"b"}""");
        for (var length = 0; length < json.Length; length++)
        {
            StixReader.Read(json.AsSpan(0, length)).Entries[^1].Problem!.Code
                .ShouldBe(FindingCodes.Truncated, $"cut at {length}");
        }
    }

    private static StixBundle Read(string json) => StixReader.Read(Encoding.UTF8.GetBytes(json));

    private static async Task<List<StixEntry>> Collect(StixReader reader)
    {
        var entries = new List<StixEntry>();
        await foreach (var entry in reader.ReadAsync())
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static PiecewiseStream Pieces(string json, int pieceBytes) => new(Encoding.UTF8.GetBytes(json), pieceBytes);

    private sealed class ByText : IEqualityComparer<StixEntry>
    {
        public bool Equals(StixEntry? one, StixEntry? other) => Describe(one) == Describe(other);

        public int GetHashCode(StixEntry entry) => Describe(entry).GetHashCode(StringComparison.Ordinal);

        private static string Describe(StixEntry? entry) =>
            $"{entry?.Index} {entry?.Problem} {entry?.ClaimedId} {entry?.Object?.Json.GetRawText()}";
    }
}
