using static Attribution.Api.Tests.Taxii.Peer;

namespace Attribution.Api.Tests.Taxii;

/// <summary>The versions of one object.</summary>
public sealed class TaxiiVersionsTests(ApiServer server) : IClassFixture<ApiServer>
{
    private readonly Peer _peer = Of(server);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_walk_through_the_versions_of_an_object_meets_each_once(bool usesNext)
    {
        var (collection, id) = (await _peer.OfferAsync(), IdOf(Tool()));
        string[] versions = [.. Enumerable.Range(1, 5).Select(day => $"2025-02-0{day}T00:00:00.000Z")];
        await _peer.AddAsync(collection, [.. versions.Select(version => Tool(id, modified: version)), Tool()]);
        var dates = (await _peer.GetAsync($"{collection}manifest/?match[id]={id}&match[version]=all"))
            .Each("date_added");

        var (met, ends) = (new List<string>(), new List<string?>());
        var address = $"{collection}objects/{id}/versions/?limit=2";
        var page = await PageAsync(address);
        while (page.HasMore)
        {
            page = await PageAsync(usesNext
                ? $"{address}&next={page.Next}"
                : $"{address}&added_after={page.Header("X-TAXII-Date-Added-Last")}");
        }

        met.ShouldBe(versions);
        ends.ShouldBe([dates[0], dates[1], dates[2], dates[3], dates[4], dates[4]]);

        async Task<Answer> PageAsync(string path)
        {
            var answer = await _peer.GetAsync(path);
            met.AddRange(answer.Body.GetProperty("versions").EnumerateArray().Select(one => one.GetString()!));
            ends.AddRange([answer.Header("X-TAXII-Date-Added-First"), answer.Header("X-TAXII-Date-Added-Last")]);
            return answer;
        }
    }

    [Fact]
    public async Task An_object_without_versions_has_the_day_it_was_added_as_version()
    {
        var collection = await _peer.OfferAsync();
        await _peer.PostAsync($"{collection}objects/", """
            {"objects":[{"type":"ipv4-addr","spec_version":"2.1","value":"198.51.100.3",
              "id":"ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"}]}
            """);

        var manifest = await _peer.GetAsync($"{collection}manifest/");
        manifest.Each("version").ShouldBe(manifest.Each("date_added"));
        (await _peer.GetAsync($"{collection}objects/?match[version]={manifest.Each("version")[0]}")).Ids
            .ShouldBe(["ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"]);
    }
}
