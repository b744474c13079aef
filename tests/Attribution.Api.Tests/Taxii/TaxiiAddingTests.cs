using System.Net.Http.Headers;
using System.Text;
using static Attribution.Api.Tests.Taxii.Peer;

namespace Attribution.Api.Tests.Taxii;

public sealed class TaxiiAddingTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const int BodyBytesMax = 10 * 1024 * 1024;

    private readonly Peer _peer = Of(server);

    [Fact]
    public async Task What_is_added_comes_back_character_for_character()
    {
        const string Id = "x-sensor--0d5a1f0e-3c55-4a0f-8f9c-0b6a1c2d3e4f";
        const string Raw = $$"""
            {"x_weight": 1.50,  "type":"x-sensor","spec_version":"2.1","id":"{{Id}}",
             "created":"2025-01-10T09:00:00.1Z",
             "modified":"2025-01-10T09:00:00.1234567Z","x_text":"caf\u00e9 \"+\"",
             "x_big":123456789012345678901234567890}
            """;
        var collection = await _peer.OfferAsync();

        var added = await _peer.PostAsync(
            $"{collection}objects/", $"{{\"objects\":[{Raw}]}}", "application/taxii+json");

        added.Status.ShouldBe(202);
        var one = await _peer.GetAsync($"{collection}objects/{Id}/");
        one.Text.ShouldBe($"{{\"objects\":[{Raw}]}}");
        (await _peer.GetAsync($"{collection}manifest/")).Each("version").ShouldBe(["2025-01-10T09:00:00.1234567Z"]);
        (await _peer.GetAsync($"{collection}objects/{Id}/versions/")).Text
            .ShouldBe("""{"versions":["2025-01-10T09:00:00.1234567Z"]}""");
    }

    [Fact]
    public async Task A_status_says_what_became_of_each_and_is_read_again()
    {
        var collection = await _peer.OfferAsync();
        var (good, secret) = (Tool(), Tool(marking: Red));
        var body = $$"""{"objects":[{{good.ToJsonString()}},5,{"type":"tool"},{{secret.ToJsonString()}},null]}""";

        var answer = await _peer.PostAsync($"{collection}objects/", body);

        answer.Status.ShouldBe(202);
        var status = answer.Body;
        status.GetProperty("status").GetString().ShouldBe("complete");
        status.GetProperty("request_timestamp").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$");
        (Count("total"), Count("success"), Count("failure"), Count("pending")).ShouldBe((5, 1, 4, 0));
        status.GetProperty("successes")[0].GetProperty("id").GetString().ShouldBe(IdOf(good));
        status.GetProperty("successes")[0].GetProperty("version").GetString().ShouldBe("2025-01-10T09:00:00.000Z");
        var failures = status.GetProperty("failures").EnumerateArray().ToList();
        failures.Count.ShouldBe(4);
        failures.ShouldAllBe(failure => failure.GetProperty("message").GetString()!.Length > 0
            && failure.GetProperty("id").GetString()!.Length > 0
            && failure.GetProperty("version").GetString()!.Length > 0);
        status.TryGetProperty("pendings", out _).ShouldBeFalse("empty lists are prohibited");
        status.GetProperty("id").GetString()![14].ShouldBe('4');

        var address = $"{Root}status/{status.GetProperty("id").GetString()}/";
        (await _peer.GetAsync(address)).Text.ShouldBe(answer.Text);
        (await _peer.With("organisation", "red").GetAsync(address)).ShouldBeError(404);
        (await _peer.With("clearance", "green").GetAsync(address)).ShouldBeError(404);
        (await _peer.GetAsync($"{collection}objects/")).Ids.ShouldBe([IdOf(good)]);

        int Count(string name) => status.GetProperty($"{name}_count").GetInt32();
    }

    [Fact]
    public async Task The_same_version_again_is_no_error_and_no_other_version()
    {
        var collection = await _peer.OfferAsync();
        var tool = Tool();
        await _peer.AddAsync(collection, tool);
        var before = await _peer.GetAsync($"{collection}manifest/?match[version]=all");

        var again = await _peer.AddAsync(collection, tool, tool);
        var other = await _peer.AddAsync(collection, Tool(IdOf(tool), "masscan"));

        again.GetProperty("success_count").GetInt32().ShouldBe(2);
        other.GetProperty("failure_count").GetInt32().ShouldBe(1);
        (await _peer.GetAsync($"{collection}manifest/?match[version]=all")).Text.ShouldBe(before.Text);
        (await _peer.GetAsync($"{collection}objects/")).Each("name").ShouldBe(["nmap"]);
    }

    [Fact]
    public async Task What_is_labelled_above_the_ceiling_is_not_added()
    {
        var collection = await _peer.OfferAsync(ceiling: "GREEN");

        var status = await _peer.AddAsync(
            collection, Tool(marking: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"));

        status.GetProperty("failures")[0].GetProperty("message").GetString()!.ShouldStartWith("ABOVE_CEILING");
        (await _peer.GetAsync($"{collection}objects/")).Text.ShouldBe("{}");
    }

    [Fact]
    public async Task An_older_version_that_comes_later_is_in_the_collection_as_well()
    {
        var collection = await _peer.OfferAsync();
        var tool = Tool(modified: "2025-03-01T00:00:00.000Z", name: "new");
        await _peer.AddAsync(collection, tool);
        await _peer.AddAsync(collection, Tool(IdOf(tool), "old"));

        (await _peer.GetAsync($"{collection}objects/")).Each("name").ShouldBe(["new"]);
        (await _peer.GetAsync($"{collection}objects/?match[version]=first")).Each("name").ShouldBe(["old"]);
    }

    [Fact]
    public async Task A_campaign_that_is_added_is_a_campaign_here()
    {
        var collection = await _peer.OfferAsync();
        var campaign = Tool($"campaign--{Guid.NewGuid()}", "Night Heron");
        campaign["type"] = "campaign";

        await _peer.AddAsync(collection, campaign);

        var (_, body) = await server.QueryAsync("{ campaigns(first: 10) { nodes { name } } }", _peer.Token);
        body.GetProperty("data").GetProperty("campaigns").GetProperty("nodes")[0].GetProperty("name").GetString()
            .ShouldBe("Night Heron");
        (await _peer.GetAsync($"{collection}objects/{IdOf(campaign)}/")).Each("name").ShouldBe(["Night Heron"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"objects":{}}""")]
    [InlineData("""{"objects":[]}""")]
    [InlineData("""{"objects":[{"type":"tool"}""")]
    [InlineData("""[{"type":"tool"}]""")]
    [InlineData("""{"objects":[],"objects":[{}]}""")]
    public async Task A_body_that_is_no_envelope_is_refused_whole(string body)
    {
        var collection = await _peer.OfferAsync();

        var answer = await _peer.PostAsync($"{collection}objects/", body);

        answer.ShouldBeError(answer.Status is 400 ? 400 : 422);
        (await _peer.GetAsync($"{collection}objects/")).Text.ShouldBe("{}");
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    public async Task An_object_of_nothing_but_depth_fails_alone(int depth)
    {
        var collection = await _peer.OfferAsync();
        var deep = $"{{\"type\":\"tool\",\"x\":{new string('[', depth)}{new string(']', depth)}}}";

        var answer = await _peer.PostAsync(
            $"{collection}objects/", $"{{\"objects\":[{deep},{Tool().ToJsonString()}]}}");

        answer.Status.ShouldBe(202);
        answer.Body.GetProperty("failure_count").GetInt32().ShouldBe(1);
        answer.Body.GetProperty("success_count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Text_that_is_no_utf8_is_no_object()
    {
        var collection = await _peer.OfferAsync();
        byte[] body = [.. "{\"objects\":[{\"type\":\"tool\",\"name\":\""u8, 0xC3, 0x28, .. "\"}]}"u8];

        var answer = await _peer.SendAsync(HttpMethod.Post, $"{collection}objects/", body, MediaType);

        answer.Status.ShouldBe(202);
        answer.Body.GetProperty("failure_count").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/taxii+json;version=2.0")]
    [InlineData("application/stix+json;version=2.1")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        var collection = await _peer.OfferAsync();

        (await _peer.PostAsync($"{collection}objects/", Envelope(Tool()), contentType)).ShouldBeError(415);
    }

    [Fact]
    public async Task Who_may_not_add_is_told_so_before_the_body_is_read()
    {
        var (closed, open) = (await _peer.OfferAsync("Closed", acceptsObjects: false), await _peer.OfferAsync("Open"));
        var auditor = _peer.With("roles", new[] { "auditor" });

        (await _peer.PostAsync($"{closed}objects/", "nonsense", "text/plain")).ShouldBeError(403);
        (await auditor.PostAsync($"{open}objects/", "nonsense", "text/plain")).ShouldBeError(403);
        (await auditor.GetAsync(open)).Body.GetProperty("can_write").GetBoolean().ShouldBeFalse();
        (await _peer.With("organisation", "red").PostAsync($"{open}objects/", "nonsense")).ShouldBeError(404);
    }

    [Theory]
    [InlineData(0, 202, true)]
    [InlineData(0, 202, false)]
    [InlineData(1, 413, true)]
    [InlineData(1, 413, false)]
    public async Task A_body_may_be_as_long_as_the_root_says_and_no_longer(int more, int status, bool saysLength)
    {
        var collection = await _peer.OfferAsync();
        var envelope = Envelope(Tool());
        var body = envelope.PadRight(BodyBytesMax + more, ' ');
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{collection}objects/")
        {
            Content = new StringContent(body, Encoding.UTF8),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(MediaType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _peer.Token);
        request.Headers.TransferEncodingChunked = !saysLength;
        using var response = await server.Http.SendAsync(request);

        var answer = await Answer.OfAsync(response);
        answer.Status.ShouldBe(status, answer.Text);
        answer.Header("Content-Type").ShouldBe(MediaType);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_until_it_is_added_again()
    {
        var collection = await _peer.OfferAsync();
        var (gone, stays) = (Tool(), Tool());
        await _peer.AddAsync(collection, gone, Tool(IdOf(gone), "later", "2025-02-01T00:00:00.000Z"), stays);
        var address = $"{collection}objects/{IdOf(gone)}/";

        var deleted = await _peer.DeleteAsync(address);

        (deleted.Status, deleted.Text, deleted.Header("Content-Type")).ShouldBe((200, "", MediaType));
        (await _peer.GetAsync(address)).ShouldBeError(404);
        (await _peer.GetAsync($"{address}versions/")).ShouldBeError(404);
        (await _peer.DeleteAsync(address)).ShouldBeError(404);
        var manifest = await _peer.GetAsync($"{collection}manifest/?match[version]=all");
        manifest.Ids.ShouldBe([IdOf(stays)]);

        await _peer.AddAsync(collection, gone);
        (await _peer.GetAsync(
            $"{collection}objects/?added_after={manifest.Header("X-TAXII-Date-Added-Last")}")).Ids
            .ShouldBe([IdOf(gone)]);
    }

    [Fact]
    public async Task What_is_deleted_does_not_come_again_with_other_content()
    {
        var (collection, tool) = (await _peer.OfferAsync(), Tool());
        await _peer.AddAsync(collection, tool);
        await _peer.DeleteAsync($"{collection}objects/{IdOf(tool)}/");

        var status = await _peer.AddAsync(collection, Tool(IdOf(tool), "another"));

        status.GetProperty("failures")[0].GetProperty("message").GetString()!.ShouldStartWith("CONFLICTING_VERSION:");
        (await _peer.GetAsync($"{collection}objects/{IdOf(tool)}/")).ShouldBeError(404);
    }

    [Fact]
    public async Task One_version_is_deleted_when_one_is_named()
    {
        var collection = await _peer.OfferAsync();
        var tool = Tool();
        await _peer.AddAsync(collection, tool, Tool(IdOf(tool), "later", "2025-02-01T00:00:00.000Z"));
        var address = $"{collection}objects/{IdOf(tool)}/";

        (await _peer.DeleteAsync($"{address}?match[version]=2025-02-01T00:00:00Z")).Status.ShouldBe(200);
        (await _peer.DeleteAsync($"{address}?match[spec_version]=2.0")).ShouldBeError(404);
        (await _peer.DeleteAsync($"{address}?match[version]=nonsense")).ShouldBeError(400);

        (await _peer.GetAsync(address)).Each("name").ShouldBe(["nmap"]);
    }

    [Fact]
    public async Task Only_who_may_write_deletes()
    {
        var (collection, tool) = (await _peer.OfferAsync(), Tool());
        await _peer.AddAsync(collection, tool);
        var address = $"{collection}objects/{IdOf(tool)}/";

        (await _peer.With("roles", new[] { "auditor" }).DeleteAsync(address)).ShouldBeError(403);
        (await _peer.With("organisation", "red").DeleteAsync(address)).ShouldBeError(404);
        (await _peer.GetAsync(address)).Ids.ShouldBe([IdOf(tool)]);
    }
}
