using System.Text.Json;
using static Attribution.Api.Tests.Taxii.Peer;

namespace Attribution.Api.Tests.Taxii;

public sealed class TaxiiReadingTests(ApiServer server) : IClassFixture<ApiServer>
{
    private readonly Peer _peer = Of(server);

    [Theory]
    [InlineData("objects")]
    [InlineData("manifest")]
    public async Task A_walk_through_pages_meets_everything_once_while_more_is_added(string resource)
    {
        var collection = await _peer.OfferAsync();
        var first = Enumerable.Range(0, 5).Select(_ => Tool()).ToArray();
        await _peer.AddAsync(collection, first);
        var changed = Tool(IdOf(first[4]), "changed", "2025-02-01T00:00:00.000Z");

        var met = new List<string>();
        var page = await _peer.GetAsync($"{collection}{resource}/?limit=2");
        met.AddRange(page.Ids);
        // The last object of the walk gets another version meanwhile, and another object comes.
        var added = Tool();
        await _peer.AddAsync(collection, changed, added);
        while (page.HasMore)
        {
            page.Ids.Length.ShouldBe(2);
            page = await _peer.GetAsync($"{collection}{resource}/?limit=2&next={Uri.EscapeDataString(page.Next)}");
            met.AddRange(page.Ids);
        }

        page.Body.TryGetProperty("next", out _).ShouldBeFalse("there is no next without more");
        met.Order().ShouldBe(first.Append(added).Select(IdOf).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task A_walk_by_dates_meets_everything_once(int limit)
    {
        var collection = await _peer.OfferAsync();
        for (var batch = 0; batch < 3; batch++)
        {
            await _peer.AddAsync(collection, Tool(), Tool(), Tool());
        }

        var (met, after) = (new List<string>(), "1970-01-01T00:00:00Z");
        for (var page = await PageAsync(); page.Ids.Length > 0; page = await PageAsync())
        {
            page.Ids.Length.ShouldBeLessThanOrEqualTo(limit);
            met.AddRange(page.Ids);
            after = page.Header("X-TAXII-Date-Added-Last")!;
        }

        met.Distinct().Count().ShouldBe(9);
        met.Count.ShouldBe(9);

        Task<Answer> PageAsync() => _peer.GetAsync($"{collection}objects/?limit={limit}&added_after={after}");
    }

    [Fact]
    public async Task Dates_of_addition_are_microseconds_that_rise_in_the_order_of_the_pages()
    {
        var collection = await _peer.OfferAsync();
        await _peer.AddAsync(collection, Tool(), Tool());
        await _peer.OpenCampaignAsync("Night Heron");
        await _peer.AddAsync(collection, Tool());

        var manifest = await _peer.GetAsync($"{collection}manifest/");
        var objects = await _peer.GetAsync($"{collection}objects/");

        var dates = manifest.Each("date_added");
        dates.ShouldAllBe(date => System.Text.RegularExpressions.Regex.IsMatch(
            date, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"));
        dates.ShouldBe(dates.Distinct().Order(StringComparer.Ordinal));
        dates.Length.ShouldBeGreaterThan(3);
        objects.Ids.ShouldBe(manifest.Ids);
        foreach (var answer in new[] { manifest, objects })
        {
            answer.Header("X-TAXII-Date-Added-First").ShouldBe(dates[0]);
            answer.Header("X-TAXII-Date-Added-Last").ShouldBe(dates[^1]);
        }

        manifest.Each("media_type").ShouldAllBe(type => type == "application/stix+json;version=2.1");
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_resource_without_dates()
    {
        var collection = await _peer.OfferAsync();
        await _peer.AddAsync(collection, Tool());

        foreach (var path in new[] { "objects/?match[type]=malware", "manifest/?added_after=2999-01-01T00:00:00Z" })
        {
            var answer = await _peer.GetAsync($"{collection}{path}");
            answer.Text.ShouldBe("{}");
            answer.Header("X-TAXII-Date-Added-First").ShouldBeNull();
            answer.Header("X-TAXII-Date-Added-Last").ShouldBeNull();
        }
    }

    [Fact]
    public async Task Filters_select_by_id_type_version_and_specification()
    {
        var collection = await _peer.OfferAsync();
        var (one, two) = (Tool(name: "one"), Tool(name: "two"));
        var malware = Tool($"malware--{Guid.NewGuid()}", "evil");
        (malware["type"], malware["is_family"]) = ("malware", false);
        await _peer.AddAsync(
            collection,
            one,
            Tool(IdOf(one), "second", "2025-02-01T00:00:00.000Z"),
            Tool(IdOf(one), "third", "2025-03-01T00:00:00.000Z"),
            two,
            malware);

        (await NamesAsync("")).ShouldBe(["evil", "third", "two"]);
        (await NamesAsync("match[type]=malware")).ShouldBe(["evil"]);
        (await NamesAsync("match%5Btype%5D=malware,tool&match[id]=" + IdOf(two))).ShouldBe(["two"]);
        (await NamesAsync($"match[id]={IdOf(two)},{IdOf(malware)}")).ShouldBe(["evil", "two"]);
        (await NamesAsync("match[version]=first")).ShouldBe(["evil", "one", "two"]);
        (await NamesAsync("match[version]=all")).ShouldBe(["evil", "one", "second", "third", "two"]);
        (await NamesAsync("match[version]=first,last&match[type]=tool")).ShouldBe(["one", "third", "two"]);
        (await NamesAsync("match[version]=2025-02-01T00:00:00Z")).ShouldBe(["second"]);
        (await NamesAsync("match[spec_version]=2.1&match[type]=malware")).ShouldBe(["evil"]);
        (await NamesAsync("match[spec_version]=2.0")).ShouldBe([]);
        (await _peer.GetAsync($"{collection}objects/{IdOf(one)}/?match[version]=first")).Each("name").ShouldBe(["one"]);
        (await _peer.GetAsync($"{collection}objects/{IdOf(one)}/?match[version]=2020-01-01T00:00:00Z")).Text
            .ShouldBe("{}");
        (await _peer.GetAsync($"{collection}objects/{IdOf(one)}/versions/")).Body.GetProperty("versions")
            .GetArrayLength().ShouldBe(3);
        (await _peer.GetAsync($"{collection}objects/{IdOf(one)}/versions/?limit=2")).HasMore.ShouldBeTrue();

        async Task<string[]> NamesAsync(string query) =>
            [.. (await _peer.GetAsync($"{collection}objects/?{query}")).Each("name").Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=abc")]
    [InlineData("limit=1&limit=2")]
    [InlineData("added_after=yesterday")]
    [InlineData("match[version]=all,first")]
    [InlineData("match[type]=tool&match[type]=malware")]
    [InlineData("match[id]=nonsense")]
    [InlineData("next=nonsense")]
    [InlineData("next=%F0%9F%98%80")]
    public async Task What_the_standard_does_not_allow_is_malformed(string query)
    {
        var collection = await _peer.OfferAsync();

        (await _peer.GetAsync($"{collection}objects/?{query}")).ShouldBeError(400);
        (await _peer.GetAsync($"{collection}manifest/?{query}")).ShouldBeError(400);
    }

    [Theory]
    [InlineData("added_after=0001-01-01T00:00:00Z")]
    [InlineData("added_after=9999-12-31T23:59:59.999999999Z&limit=99999999999999")]
    [InlineData("match[version]=0001-01-01T00:00:00Z,9999-12-31T23:59:59.999999999Z")]
    [InlineData("match[colour]=blue&colour=blue")]
    public async Task Odd_but_right_is_answered(string query)
    {
        var collection = await _peer.OfferAsync();

        (await _peer.GetAsync($"{collection}objects/?{query}")).Text.ShouldBe("{}");
    }

    [Fact]
    public async Task A_next_belongs_to_its_collection_and_query()
    {
        var (one, other) = (await _peer.OfferAsync("One"), await _peer.OfferAsync("Other"));
        await _peer.AddAsync(one, Tool(), Tool());
        var next = (await _peer.GetAsync($"{one}objects/?limit=1")).Next;

        (await _peer.GetAsync($"{one}objects/?limit=1&next={next}")).Ids.Length.ShouldBe(1);
        (await _peer.GetAsync($"{other}objects/?next={next}")).ShouldBeError(400);
        (await _peer.GetAsync($"{one}objects/?next={next}&match[type]=tool")).ShouldBeError(400);
        (await _peer.GetAsync($"{one}manifest/?next={next}")).ShouldBeError(400);
        (await _peer.GetAsync($"{one}objects/?next={next[..^1]}")).ShouldBeError(400);
    }

    [Fact]
    public async Task Campaigns_come_as_they_are_exported()
    {
        var id = await _peer.OpenCampaignAsync("Night Heron");
        var collection = await _peer.OfferAsync();

        var (_, body) = await server.QueryAsync(
            $$"""{ exportStix(campaigns: ["{{id}}"], tlpCeiling: AMBER) { bundle } }""", _peer.Token);
        var bundle = JsonDocument.Parse(
            body.GetProperty("data").GetProperty("exportStix").GetProperty("bundle").GetString()!).RootElement;
        var served = await _peer.GetAsync($"{collection}objects/");

        served.Body.GetProperty("objects").EnumerateArray().Select(one => one.GetRawText()).Order().ShouldBe(
            bundle.GetProperty("objects").EnumerateArray().Select(one => one.GetRawText()).Order());
        served.Ids.ShouldContain($"campaign--{id}");
    }

    [Fact]
    public async Task What_changes_comes_again_later_and_what_stays_does_not()
    {
        var (first, second) = (await _peer.OpenCampaignAsync("Heron"), await _peer.OpenCampaignAsync("Ibis"));
        var collection = await _peer.OfferAsync();
        var before = await _peer.GetAsync($"{collection}objects/?match[type]=campaign");
        before.Ids.ShouldBe([$"campaign--{first}", $"campaign--{second}"], "in the order of the log");

        await _peer.MutateAsync($$"""activateCampaign(input: { id: "{{first}}", reason: "seen" }) { changed }""");

        var after = await _peer.GetAsync(
            $"{collection}objects/?match[type]=campaign&added_after={before.Header("X-TAXII-Date-Added-Last")}");
        after.Ids.ShouldBe([$"campaign--{first}"]);
        (await _peer.GetAsync($"{collection}manifest/?match[type]=campaign&match[version]=all")).Ids
            .ShouldBe([$"campaign--{second}", $"campaign--{first}"], "one version of each");
    }

    [Fact]
    public async Task Many_who_ask_at_once_are_told_the_same()
    {
        // More than the system has connections.
        const int Askers = 60;
        var collection = await _peer.OfferAsync();
        await _peer.OpenCampaignAsync("Heron");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Askers).Select(_ => _peer.GetAsync($"{collection}manifest/")));

        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Select(answer => answer.Text).Distinct().ShouldHaveSingleItem().ShouldContain("campaign--");
    }

    [Fact]
    public async Task What_was_taken_out_does_not_come_back_by_itself()
    {
        var id = await _peer.OpenCampaignAsync("Heron");
        var collection = await _peer.OfferAsync();
        (await _peer.DeleteAsync($"{collection}objects/campaign--{id}/")).Status.ShouldBe(200);

        await _peer.OpenCampaignAsync("Ibis");

        (await _peer.GetAsync($"{collection}objects/campaign--{id}/")).ShouldBeError(404);
        (await _peer.GetAsync($"{collection}objects/?match[type]=campaign")).Each("name").ShouldBe(["Ibis"]);
    }

    [Fact]
    public async Task A_collection_tells_of_the_campaigns_of_its_filter()
    {
        var (suspected, active) = (await _peer.OpenCampaignAsync("Heron"), await _peer.OpenCampaignAsync("Ibis"));
        await _peer.MutateAsync($$"""activateCampaign(input: { id: "{{active}}", reason: "seen" }) { changed }""");
        await _peer.MutateAsync($$"""tagCampaign(input: { id: "{{suspected}}", tags: ["harbour"] }) { changed }""");

        (await CampaignsAsync("Active", "statuses: [ACTIVE]")).ShouldBe([$"campaign--{active}"]);
        (await CampaignsAsync("Tagged", "tags: [\"harbour\", \"winter\"]")).ShouldBe([$"campaign--{suspected}"]);
        (await CampaignsAsync("Named", $"campaigns: [\"{active}\"]")).ShouldBe([$"campaign--{active}"]);
        (await CampaignsAsync("Both", $"statuses: [ACTIVE], tags: [\"harbour\"]")).ShouldBe([]);
        (await CampaignsAsync("Both", "statuses: [], tags: []")).Length.ShouldBe(2, "the same title, another filter");

        async Task<string[]> CampaignsAsync(string title, string filter) => (await _peer.GetAsync(
            $"{await _peer.OfferAsync(title, filter: filter)}objects/?match[type]=campaign")).Ids;
    }
}
