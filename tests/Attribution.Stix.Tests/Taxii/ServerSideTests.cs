using System.Text;
using System.Text.Json;
using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.Stix.Tests.Taxii;

public sealed class ServerSideTests
{
    private const string Uuid = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("application/taxii+json;version=2.1", true)]
    [InlineData("application/taxii+json; version=2.1", true)]
    [InlineData("application/taxii+json; Version=\"2.1\"", true)]
    [InlineData("Application/TAXII+json", true)]
    [InlineData("application/taxii+json;version=2.1,application/stix+json;version=2.1", true)]
    [InlineData("text/html, application/taxii+json;q=0.5", true)]
    [InlineData("*/*", true)]
    [InlineData("application/*;q=0.1", true)]
    [InlineData("application/json", true)]
    [InlineData("application/taxii+json;version=2.0", false)]
    [InlineData("application/taxii+json;version=2.1;q=0", false)]
    [InlineData("application/vnd.oasis.taxii+json", false)]
    [InlineData("text/html", false)]
    [InlineData("nonsense", false)]
    public void Accept_headers_are_read_as_the_standard_means_them(string? accept, bool isAcceptable) =>
        TaxiiMediaType.IsAcceptable(accept).ShouldBe(isAcceptable);

    [Theory]
    [InlineData("application/taxii+json", true)]
    [InlineData("application/taxii+json;version=2.1", true)]
    [InlineData("application/taxii+json; charset=utf-8; version=\"2.1\"", true)]
    [InlineData("application/taxii+json;version=2.0", false)]
    [InlineData("application/json", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Bodies_without_a_version_are_of_the_latest(string? contentType, bool isTaken) =>
        TaxiiMediaType.IsRequestBody(contentType).ShouldBe(isTaken);

    [Theory]
    [InlineData(0, "2026-01-10T09:00:00.000000Z")]
    [InlineData(1_999, "2026-01-10T09:00:00.000001Z")]
    [InlineData(123_456_789, "2026-01-10T09:00:00.123456Z")]
    public void Timestamps_have_exactly_six_digits(long nanoseconds, string expected) =>
        TaxiiTimestamp.Format(FeedServer.Morning.PlusNanoseconds(nanoseconds)).ShouldBe(expected);

    [Fact]
    public void A_query_is_read_whole()
    {
        var query = Read(
            TaxiiResource.Objects,
            ("limit", "5"), ("added_after", "2026-01-10T09:00:00.5Z"), ("next", "abc"),
            ("match[id]", $"tool--{Uuid},malware--{Uuid}"), ("match[type]", "tool,x-custom"),
            ("match[version]", "first,last,2020-01-01T00:00:00Z"), ("match[spec_version]", "2.0,2.1"),
            ("match[unknown]", "%%%"), ("unknown", ""));

        query!.Limit.ShouldBe(5);
        query.AddedAfter.ShouldBe(FeedServer.Morning + Duration.FromMilliseconds(500));
        query.Next.ShouldBe("abc");
        query.Ids.Select(id => id.Type).ShouldBe(["tool", "malware"]);
        query.Types.ShouldBe(["tool", "x-custom"]);
        query.SpecVersions.ShouldBe(["2.0", "2.1"]);
        query.Versions.ShouldSatisfyAllConditions(
            versions => versions.First.ShouldBeTrue(),
            versions => versions.Last.ShouldBeTrue(),
            versions => versions.All.ShouldBeFalse(),
            versions => versions.Instants.ShouldBe([Instant.FromUtc(2020, 1, 1, 0, 0)]));
    }

    [Fact]
    public void Without_a_word_the_last_version_is_meant()
    {
        var query = Read(TaxiiResource.Objects);

        query!.Versions.ShouldBe(TaxiiVersionMatch.Default);
        query.Limit.ShouldBeNull();
    }

    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "000")]
    [InlineData("limit", "-1")]
    [InlineData("limit", "abc")]
    [InlineData("limit", "1.0")]
    [InlineData("limit", "+1")]
    [InlineData("limit", "")]
    [InlineData("added_after", "yesterday")]
    [InlineData("added_after", "2026-01-10T09:00:00+00:00")]
    [InlineData("next", "")]
    [InlineData("match[id]", "tool")]
    [InlineData("match[id]", "tool--" + Uuid + ", tool--" + Uuid)]
    [InlineData("match[type]", "")]
    [InlineData("match[type]", "tool,")]
    [InlineData("match[version]", "newest")]
    [InlineData("match[version]", "all,first")]
    [InlineData("match[version]", "")]
    [InlineData("match[spec_version]", "two")]
    [InlineData("match[spec_version]", "2.1.0")]
    public void A_malformed_parameter_is_an_error_for_status_400(string name, string value)
    {
        TaxiiQuery.TryRead([KeyValuePair.Create(name, value)], TaxiiResource.Objects, out _, out var error)
            .ShouldBeFalse();

        error!.HttpStatus.ShouldBe("400");
        error.Description!.ShouldContain(name);
    }

    [Fact]
    public void No_parameter_may_occur_twice() =>
        Read(TaxiiResource.Objects, ("match[type]", "tool"), ("match[type]", "tool")).ShouldBeNull();

    [Fact]
    public void A_huge_limit_asks_for_as_much_as_there_is() =>
        Read(TaxiiResource.Objects, ("limit", "99999999999999999999"))!.Limit.ShouldBe(int.MaxValue);

    [Fact]
    public void Resources_take_their_own_parameters_only()
    {
        Read(TaxiiResource.Versions, ("match[version]", "broken"), ("match[spec_version]", "2.1"))!.SpecVersions
            .ShouldBe(["2.1"]);
        Read(TaxiiResource.Object, ("match[id]", "broken"), ("match[version]", "all"))!.Versions.All.ShouldBeTrue();
    }

    [Fact]
    public void Equal_selections_have_one_text_whatever_their_order()
    {
        var one = Read(TaxiiResource.Objects, ("match[type]", "tool,malware"), ("match[version]", "first,last"));
        var other = Read(
            TaxiiResource.Objects, ("match[version]", "last,first"), ("match[type]", "malware,tool"), ("limit", "3"));

        one!.Selection.ShouldBe(other!.Selection);
        one.Selection.ShouldNotBe(Read(TaxiiResource.Objects)!.Selection);
    }

    [Fact]
    public void A_page_token_is_good_for_its_own_key_and_scope_only()
    {
        var tokens = new TaxiiPageToken("0123456789abcdef"u8.ToArray());
        var token = tokens.Write("feed|a", "4711");

        tokens.TryRead(token, "feed|a", out var position).ShouldBeTrue();
        position.ShouldBe("4711");
        tokens.TryRead(token, "feed|b", out _).ShouldBeFalse();
        new TaxiiPageToken("another key"u8.ToArray()).TryRead(token, "feed|a", out _).ShouldBeFalse();
        foreach (var garbage in (string[])["", "4711", "%%%", "AAAA", token[..^1], token + "A", new string('A', 5000)])
        {
            tokens.TryRead(garbage, "feed|a", out _).ShouldBeFalse(garbage);
        }
    }

    [Fact]
    public void Nothing_is_written_as_nothing()
    {
        Text(TaxiiAnswer.Envelope([], hasMore: false, next: "x")).ShouldBe("{}");
        Text(TaxiiAnswer.Manifest([], hasMore: false, null)).ShouldBe("{}");
        Text(TaxiiAnswer.Versions([], hasMore: false, next: null)).ShouldBe("{}");
        Text(TaxiiAnswer.Collections([])).ShouldBe("{}");
    }

    [Fact]
    public void Answers_have_the_standards_form()
    {
        var collection = new TaxiiCollection("c", "Für alle", null, "all", true, false, [TaxiiMediaType.Stix]);
        var id = StixId.Parse($"tool--{Uuid}");
        var status = new TaxiiStatus(
            "s", true, FeedServer.Morning, 2, 1, [new TaxiiStatusDetail(id.ToString(), "v", null)],
            1, [new TaxiiStatusDetail(id.ToString(), "v", "bad")], 0, []);

        var entry = new TaxiiManifestEntry(id, FeedServer.Morning, "v", TaxiiMediaType.Stix);

        Approval.Verify(
            string.Join('\n', new[]
            {
                TaxiiAnswer.Discovery("T", null, "me", "/a/", ["/a/"]),
                TaxiiAnswer.ApiRoot("R", "d", 100),
                TaxiiAnswer.Collection(collection),
                TaxiiAnswer.Collections([collection]),
                TaxiiAnswer.Envelope([Odd()], hasMore: true, "t"),
                TaxiiAnswer.Manifest([entry], hasMore: true, null),
                TaxiiAnswer.Versions(["2020-01-01T00:00:00.1Z"], hasMore: true, "abc"),
                TaxiiAnswer.Status(status),
                TaxiiAnswer.Error(new TaxiiError("Not found", "No such collection.", "e", "NOT_FOUND", "404")),
            }.Select(Text)),
            "taxii-answers.txt");
    }

    [Fact]
    public void What_the_server_writes_the_client_reads()
    {
        var collection = new TaxiiCollection("c", "A", "d", "all", true, false, [TaxiiMediaType.Stix]);
        var read = TaxiiCollection.Read(JsonElement.Parse(TaxiiAnswer.Collection(collection)))!;

        (read with { MediaTypes = collection.MediaTypes }).ShouldBe(collection);
        read.MediaTypes.ShouldBe(collection.MediaTypes);
        var error = new TaxiiError("T", "d", "i", "c", "404");
        TaxiiError.Read(JsonElement.Parse(TaxiiAnswer.Error(error))).ShouldBe(error);
    }

    private static StixObject Odd() => StixObject.Parse(Encoding.UTF8.GetBytes(
        $$"""{ "type":"tool", "id":"tool--{{Uuid}}","modified":"2020-01-01T00:00:00.432Z","x_n":1.50 }"""));

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    private static TaxiiQuery? Read(TaxiiResource resource, params (string Name, string Value)[] parameters) =>
        TaxiiQuery.TryRead(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)), resource, out var query, out _)
            ? query
            : null;
}
