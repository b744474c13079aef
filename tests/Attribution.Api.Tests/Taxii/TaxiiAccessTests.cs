using System.Text.Json;
using static Attribution.Api.Tests.Taxii.Peer;

namespace Attribution.Api.Tests.Taxii;

/// <summary>A collection is there for those alone who may see all that can be in it.</summary>
public sealed class TaxiiAccessTests(ApiServer server) : IClassFixture<ApiServer>
{
    private readonly Peer _peer = Of(server);

    [Fact]
    public async Task Whoever_may_not_see_a_collection_finds_nothing_at_any_of_its_addresses()
    {
        var collection = await _peer.OfferAsync();
        var tool = Tool();
        await _peer.AddAsync(collection, tool);
        var next = (await _peer.GetAsync($"{collection}objects/?limit=1")).Text;
        Peer[] others =
        [
            _peer.With("clearance", "green"), _peer.With("organisation", "red"), _peer.With("tenant", "another"),
        ];

        foreach (var other in others)
        {
            (await other.GetAsync($"{Root}collections/")).Text.ShouldBe("{}");
            foreach (var path in new[]
            {
                "", "objects/", "manifest/", $"objects/{IdOf(tool)}/", $"objects/{IdOf(tool)}/versions/",
                "objects/?limit=0",
            })
            {
                (await other.GetAsync($"{collection}{path}")).ShouldBeError(404);
            }

            (await server.QueryAsync("{ taxiiCollections { id } }", other.Token)).Body.GetProperty("data")
                .GetProperty("taxiiCollections").GetArrayLength().ShouldBe(0);
            var id = collection.Split('/')[^2];
            (await other.MutateAsync($"removeTaxiiCollection(input: {{ id: \"{id}\" }}) {{ removed }}"))
                .GetProperty("removed").GetBoolean().ShouldBeFalse();
        }

        (await _peer.GetAsync($"{collection}objects/?limit=1")).Text.ShouldBe(next);
    }

    [Fact]
    public async Task What_is_narrowed_is_gone_with_the_next_answer_and_comes_back_later()
    {
        var id = await _peer.OpenCampaignAsync("Heron", "classification: GREEN");
        var collection = await _peer.OfferAsync(ceiling: "GREEN");
        var before = await _peer.GetAsync($"{collection}objects/");
        before.Ids.ShouldContain($"campaign--{id}");

        await ReclassifyAsync(id, "AMBER");
        var narrowed = await _peer.GetAsync($"{collection}manifest/?match[version]=all");
        narrowed.Text.ShouldBe("{}");
        (await _peer.GetAsync($"{collection}objects/campaign--{id}/")).ShouldBeError(404);

        await ReclassifyAsync(id, "GREEN");
        (await _peer.GetAsync($"{collection}objects/?added_after={before.Header("X-TAXII-Date-Added-Last")}")).Ids
            .ShouldContain($"campaign--{id}");
    }

    [Fact]
    public async Task A_campaign_that_was_added_is_gone_when_it_is_narrowed()
    {
        var collection = await _peer.OfferAsync(ceiling: "GREEN");
        var campaign = Tool($"campaign--{Guid.NewGuid()}", "Heron", marking: Green);
        campaign["type"] = "campaign";
        await _peer.AddAsync(collection, campaign);
        (await _peer.GetAsync($"{collection}objects/{IdOf(campaign)}/")).Status.ShouldBe(200);

        await ReclassifyAsync(Guid.Parse(IdOf(campaign).Split("--")[1]), "AMBER");

        (await _peer.GetAsync($"{collection}objects/{IdOf(campaign)}/")).ShouldBeError(404);
        (await _peer.GetAsync($"{collection}manifest/?match[version]=all")).Text.ShouldBe("{}");
    }

    [Fact]
    public async Task What_was_redacted_is_in_no_version_that_was_added_or_told()
    {
        var collection = await _peer.OfferAsync(ceiling: "GREEN");
        var campaign = Tool($"campaign--{Guid.NewGuid()}", "Jane Roe", marking: Green);
        campaign["type"] = "campaign";
        await _peer.AddAsync(collection, campaign);
        (await _peer.GetAsync($"{collection}objects/?match[version]=all")).Text.ShouldContain("Jane Roe");

        await _peer.MutateAsync(
            $$"""
            redactCampaign(input: { id: "{{IdOf(campaign).Split("--")[1]}}", field: NAME, reason: "a person's" })
              { errors { code } }
            """);

        var all = await _peer.GetAsync($"{collection}objects/?match[version]=all");
        all.Text.ShouldNotContain("Jane Roe");
        all.Text.ShouldContain("[redacted]");
    }

    [Fact]
    public async Task What_some_readers_of_the_collection_may_not_see_is_not_in_it()
    {
        await _peer.OpenCampaignAsync("For DE", "classification: GREEN, releasableTo: [\"DE\"]");
        await _peer.OpenCampaignAsync("Narrow", "classification: AMBER");
        await _peer.OpenCampaignAsync("Wide", "classification: GREEN");

        (await _peer.GetAsync($"{await _peer.OfferAsync(ceiling: "GREEN")}objects/?match[type]=campaign"))
            .Each("name").ShouldBe(["Wide"]);
        (await _peer.With("organisation", "red").OfferAsync(ceiling: "GREEN")).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_happens_in_another_tenant_changes_nothing_here()
    {
        var collection = await _peer.OfferAsync();
        await _peer.OpenCampaignAsync("Heron");
        var before = await _peer.GetAsync($"{collection}manifest/");

        await Of(server).OpenCampaignAsync("Ibis");

        (await _peer.GetAsync($"{collection}manifest/")).Text.ShouldBe(before.Text);
    }

    [Theory]
    [InlineData("title: \"\"", "EMPTY_TEXT")]
    [InlineData("title: \"Red\", ceiling: RED", "RED_COLLECTION")]
    [InlineData("title: \"Above\", ceiling: AMBER_STRICT", "ABOVE_CLEARANCE")]
    [InlineData("title: \"\\u0000\"", "INVALID_TEXT")]
    public async Task Not_everything_can_be_offered(string input, string code) => (await _peer.MutateAsync(
        $"saveTaxiiCollection(input: {{ {input} }}) {{ collection {{ id }} errors {{ code }} }}"))
        .GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe(code);

    [Fact]
    public async Task Only_who_decides_offers_and_ends_collections()
    {
        var id = (await _peer.OfferAsync()).Split('/')[^2];
        var analyst = _peer.With("roles", new[] { "analyst" });

        (await analyst.MutateAsync("saveTaxiiCollection(input: { title: \"Mine\" }) { errors { code } }"))
            .GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe("FORBIDDEN");
        (await analyst.MutateAsync($"removeTaxiiCollection(input: {{ id: \"{id}\" }}) {{ removed }}"))
            .GetProperty("removed").GetBoolean().ShouldBeFalse();
        (await _peer.MutateAsync($"removeTaxiiCollection(input: {{ id: \"{id}\" }}) {{ removed }}"))
            .GetProperty("removed").GetBoolean().ShouldBeTrue();
        (await _peer.GetAsync($"{Root}collections/")).Text.ShouldBe("{}");
    }

    private Task<JsonElement> ReclassifyAsync(Guid id, string label) => _peer.MutateAsync(
        $$"""
        reclassifyCampaign(input: { id: "{{id}}", classification: {{label}}, sharedWith: [], releasableTo: [],
          recipients: [], reason: "because" }) { changed }
        """);
}
