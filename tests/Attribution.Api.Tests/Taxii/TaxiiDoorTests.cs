using System.Net.Http.Headers;
using System.Text;

namespace Attribution.Api.Tests.Taxii;

public sealed class TaxiiDoorTests(ApiServer server) : IClassFixture<ApiServer>
{
    private readonly Peer _peer = Peer.Of(server);

    [Fact]
    public async Task Discovery_leads_to_the_root_and_the_root_to_collections()
    {
        var discovery = await _peer.GetAsync("/taxii2/");
        var root = discovery.Body.GetProperty("default").GetString()!;
        await _peer.OfferAsync("First");
        await _peer.OfferAsync("Second", acceptsObjects: false);

        discovery.Body.GetProperty("api_roots")[0].GetString().ShouldBe(root);
        root.ShouldMatch("^/[^/].*/$");
        var about = (await _peer.GetAsync(root)).Body;
        about.GetProperty("versions")[0].GetString().ShouldBe(Peer.MediaType);
        about.GetProperty("max_content_length").GetInt64().ShouldBe(10 * 1024 * 1024);
        var collections = (await _peer.GetAsync($"{root}collections/")).Body.GetProperty("collections");
        collections.EnumerateArray().Select(one => one.GetProperty("title").GetString()).ShouldBe(["First", "Second"]);
        collections.EnumerateArray().Select(one => one.GetProperty("can_write").GetBoolean()).ShouldBe([true, false]);
        foreach (var listed in collections.EnumerateArray())
        {
            listed.GetProperty("media_types")[0].GetString().ShouldBe("application/stix+json;version=2.1");
            listed.GetProperty("id").GetString()![14].ShouldBe('4', "TAXII wants UUIDs of version 4");
            (await _peer.GetAsync($"{root}collections/{listed.GetProperty("id").GetString()}/")).Text
                .ShouldBe(listed.GetRawText());
        }
    }

    [Fact]
    public async Task A_root_without_collections_leaves_their_list_out() =>
        (await _peer.GetAsync($"{Peer.Root}collections/")).Text.ShouldBe("{}");

    [Theory]
    [InlineData(null, 200)]
    [InlineData("application/taxii+json", 200)]
    [InlineData("application/taxii+json; version=2.1", 200)]
    [InlineData("application/taxii+json;version=2.1,application/stix+json;version=2.1", 200)]
    [InlineData("*/*", 200)]
    [InlineData("application/taxii+json;version=2.0", 406)]
    [InlineData("application/vnd.oasis.taxii+json", 406)]
    [InlineData("text/html", 406)]
    public async Task Every_answer_has_the_one_media_type(string? accept, int status)
    {
        var answer = await _peer.GetAsync("/taxii2/", accept);

        answer.Status.ShouldBe(status);
        answer.Header("Content-Type").ShouldBe(Peer.MediaType);
    }

    [Theory]
    [InlineData("GET", "/taxii2/nowhere/", 404)]
    [InlineData("GET", "/taxii2/attribution/collections/nonsense/", 404)]
    [InlineData("GET", "/taxii2/attribution/collections/9c1f3a52-0000-4000-8000-000000000000/objects/", 404)]
    [InlineData("GET", "/taxii2/attribution/status/nonsense/", 404)]
    [InlineData("GET", "/taxii2/attribution/status/9c1f3a52-0000-4000-8000-000000000000/", 404)]
    [InlineData("PUT", "/taxii2/", 405)]
    [InlineData("POST", "/taxii2/attribution/collections/", 405)]
    public async Task Errors_have_the_shape_of_taxii_whoever_answers(string method, string path, int status) =>
        (await _peer.SendAsync(new HttpMethod(method), path)).ShouldBeError(status);

    [Theory]
    [InlineData("/taxii2/", 200)]
    [InlineData("/taxii2/attribution/collections/", 200)]
    [InlineData("/taxii2/attribution/collections/nonsense/", 404)]
    public async Task Head_is_answered_like_get_without_the_body(string path, int status)
    {
        var (got, head) = (await _peer.GetAsync(path), await _peer.SendAsync(HttpMethod.Head, path));

        (head.Status, head.Text).ShouldBe((status, ""));
        head.Header("Content-Type").ShouldBe(Peer.MediaType);
        head.Header("Content-Length").ShouldBe(got.Header("Content-Length"));
    }

    [Fact]
    public async Task Who_does_not_say_who_it_is_is_told_how()
    {
        var answer = await _peer.SendAsync(
            HttpMethod.Get, "/taxii2/", credentials: new AuthenticationHeaderValue("Bearer", "nonsense"));

        answer.ShouldBeError(401);
        answer.Header("WWW-Authenticate").ShouldBe("Bearer, Basic realm=\"taxii2\"");
    }

    [Fact]
    public async Task The_token_may_be_the_password_of_http_basic()
    {
        (await BasicAsync($"anyone:{_peer.Token}")).Status.ShouldBe(200);
        (await BasicAsync("anyone:secret")).ShouldBeError(401);
        (await BasicAsync("no colon")).ShouldBeError(401);
        (await _peer.SendAsync(
            HttpMethod.Get, "/taxii2/", credentials: new AuthenticationHeaderValue("Basic", "%%%"))).ShouldBeError(401);
    }

    [Fact]
    public async Task Who_may_not_read_reads_no_collection() => (await _peer.With("roles", new[] { "pipeline" })
        .GetAsync($"{Peer.Root}collections/")).ShouldBeError(403);

    [Fact]
    public async Task Too_many_requests_are_refused_in_the_shape_of_taxii()
    {
        const int RequestsMax = 50;
        await using var app = await server.StartAsync(
            builder => builder.Configuration["Attribution:Quota:PrincipalRequestsPerSecond"] = "1");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _peer.Token);

        Answer? refused = null;
        for (var number = 0; number < RequestsMax && refused is null; number++)
        {
            using var response = await http.GetAsync("/taxii2/");
            refused = (int)response.StatusCode == 429 ? await Answer.OfAsync(response) : null;
        }

        refused.ShouldNotBeNull().ShouldBeError(429);
        refused.Header("Retry-After").ShouldNotBeNull();
    }

    private Task<Answer> BasicAsync(string userAndPassword) => _peer.SendAsync(
        HttpMethod.Get,
        "/taxii2/",
        credentials: new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword))));
}
