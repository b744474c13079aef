using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Attribution.Api.Tests.Messages;

public sealed class ClusterEndpointTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private const string Lines = "application/x-ndjson";

    [Fact]
    public async Task A_structured_event_is_taken_and_its_outcome_can_be_asked_for()
    {
        var taken = await PostAsync(Structured, Event("structured"));

        taken.Status.ShouldBe(202);
        var location = taken.Headers.Location!.ToString();
        location.ShouldBe(Href(taken.Body));
        var outcome = await OutcomeAsync(location);
        outcome.GetProperty("state").GetString().ShouldBe("DONE");
        var campaign = await server.QueryAsync(
            $"{{ campaign(id: \"{outcome.GetProperty("campaignId").GetGuid()}\") {{ clusters }} }}", server.Token());
        campaign.Body.ToString().ShouldBe("""{"data":{"campaign":{"clusters":["structured"]}}}""");
    }

    [Fact]
    public async Task A_binary_event_has_its_attributes_in_headers()
    {
        var taken = await PostAsync(
            "application/json",
            """{"id":"binary","label":"l","member_ids":[]}""",
            ("ce-specversion", "1.0"),
            ("ce-id", Guid.NewGuid().ToString()),
            ("ce-source", "/test"),
            ("ce-type", "attribution.cluster.detected.v1"));

        taken.Status.ShouldBe(202);
        (await OutcomeAsync(taken.Headers.Location!.ToString())).GetProperty("changed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Each_item_of_a_batch_has_its_own_receipt()
    {
        var again = Event("batch-1");
        var taken = await PostAsync(Batch, $"[{again},{Event("batch-2")},{{\"id\":1}},{again}]");

        taken.Status.ShouldBe(202);
        Statuses(taken.Body).ShouldBe(["ACCEPTED", "ACCEPTED", "DEAD_LETTER", "DUPLICATE"]);
        taken.Body.GetProperty("messages")[2].GetProperty("error").GetProperty("code").GetString()
            .ShouldBe("MISSING_ATTRIBUTE");
    }

    [Fact]
    public async Task Lines_are_taken_while_they_arrive_and_a_broken_one_stops_no_other()
    {
        var lines = Enumerable.Range(0, 1200).Select(line => line == 700 ? "{\"id\":" : Event($"line-{line}"));

        var taken = await PostAsync(Lines, string.Join('\n', lines));

        taken.Status.ShouldBe(202);
        Statuses(taken.Body).Count(status => status == "ACCEPTED").ShouldBe(1199);
        taken.Body.GetProperty("messages")[700].GetProperty("error").GetProperty("code").GetString()
            .ShouldBe("MALFORMED_JSON");
    }

    [Theory]
    [InlineData(Structured, "{\"specversion\":\"1.0\"", 400, "MALFORMED_JSON")]
    [InlineData(Structured, "{\"specversion\":\"1.0\",\"id\":\"x\"}", 400, "MISSING_ATTRIBUTE")]
    [InlineData(Structured, "{\"specversion\":\"2.0\",\"id\":\"x\",\"source\":\"/s\",\"type\":\"t\"}", 400,
        "UNSUPPORTED_VERSION")]
    [InlineData(Batch, "[{", 400, "MALFORMED_JSON")]
    [InlineData(Batch, "{}", 400, "MALFORMED_JSON")]
    [InlineData("application/json", "{}", 415, "UNSUPPORTED_CONTENT_TYPE")]
    [InlineData("text/plain", "hello", 415, "UNSUPPORTED_CONTENT_TYPE")]
    public async Task What_is_no_event_is_refused_with_a_code(string contentType, string body, int status, string code)
    {
        var refused = await PostAsync(contentType, body);

        (refused.Status, refused.Body.GetProperty("error").GetProperty("code").GetString()).ShouldBe((status, code));
    }

    [Fact]
    public async Task A_truncated_event_is_kept_whole_as_a_dead_letter()
    {
        var refused = await PostAsync(Structured, "{\"specversion\":\"1.0\",\"id\":\"cut o");

        var outcome = await OutcomeAsync(Href(refused.Body));
        outcome.GetProperty("state").GetString().ShouldBe("DEAD");
        outcome.GetProperty("error").GetProperty("code").GetString().ShouldBe("MALFORMED_JSON");
    }

    [Theory]
    [InlineData(Structured)]
    [InlineData(Batch)]
    public async Task A_body_of_fifty_megabytes_is_refused(string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/messages/clusters")
        {
            Content = new StringContent(new string(' ', 50 * 1024 * 1024), Encoding.UTF8, contentType),
        };

        // The client asks before it sends so much; one that does not may find the connection closed.
        request.Headers.ExpectContinue = true;
        var refused = await SendAsync(request, server.Token());

        (refused.Status, refused.Body.GetProperty("error").GetProperty("code").GetString())
            .ShouldBe((413, "TOO_LARGE"));
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_and_the_others_are_taken()
    {
        var longLine = Event(new string('x', 2 * 1024 * 1024));

        var taken = await PostAsync(Lines, $"{Event("before")}\n{longLine}\n{Event("after")}");

        Statuses(taken.Body).ShouldBe(["ACCEPTED", "REFUSED", "ACCEPTED"]);
    }

    [Fact]
    public async Task An_id_with_another_body_is_a_conflict()
    {
        var id = Guid.NewGuid().ToString();
        await PostAsync(Structured, Event("one", id));

        var conflict = await PostAsync(Structured, Event("two", id));

        (conflict.Status, conflict.Body.GetProperty("error").GetProperty("code").GetString())
            .ShouldBe((409, "ID_REUSED"));
    }

    [Fact]
    public async Task Only_who_may_publish_clusters_may_use_the_door()
    {
        (await PostAsync(Structured, Event("nobody"), token: "")).Status.ShouldBe(401);
        var auditor = ApiServer.Analyst;
        auditor["roles"] = new[] { "auditor" };

        var refused = await PostAsync(Structured, Event("auditor"), token: server.Token(auditor));

        (refused.Status, refused.Body.GetProperty("error").GetProperty("code").GetString())
            .ShouldBe((403, "FORBIDDEN"));
    }

    [Fact]
    public async Task What_another_organisation_has_published_is_not_found()
    {
        var taken = await PostAsync(Structured, Event("ours"));
        var stranger = ApiServer.Analyst;
        stranger["organisation"] = "red";

        var (theirs, nobodys) = (
            await GetAsync(taken.Headers.Location!.ToString(), server.Token(stranger)),
            await GetAsync($"/messages/{Guid.NewGuid()}", server.Token(stranger)));

        (theirs.Status, nobodys.Status).ShouldBe((404, 404));
        theirs.Body.ToString().ShouldBe(nobodys.Body.ToString());
    }

    [Theory]
    [InlineData(Structured, "", "")]
    [InlineData(Batch, "[", "]")]
    [InlineData(Lines, "", "\n")]
    public async Task The_name_of_a_message_counts_within_its_organisation(
        string contentType, string before, string after)
    {
        var (id, blue, stranger) = (Guid.NewGuid().ToString(), server.Token(), ApiServer.Analyst);
        stranger["organisation"] = "red";
        var red = server.Token(stranger);
        Task<Response> OfferAsync(string cluster, string token) =>
            PostAsync(contentType, $"{before}{Event(cluster + id, id)}{after}", token);

        JsonElement[] told =
            [(await OfferAsync("a", blue)).Body, (await OfferAsync("b", red)).Body, (await OfferAsync("b", red)).Body];

        told.SelectMany(Statuses).ShouldBe(["ACCEPTED", "ACCEPTED", "DUPLICATE"]);
        (await OutcomeAsync(Href(told[0]), blue)).GetProperty("changed").GetBoolean().ShouldBeTrue();
        (await OutcomeAsync(Href(told[1]), red)).GetProperty("changed").GetBoolean().ShouldBeTrue();
        (await GetAsync(Href(told[1]), blue)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_trace_of_the_publisher_reaches_the_event()
    {
        const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == Messaging.Telemetry.Name,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);

        var taken = await PostAsync(
            Structured, Event("traced", more: $"\"traceparent\":\"00-{TraceId}-00f067aa0ba902b7-01\","));
        await OutcomeAsync(taken.Headers.Location!.ToString());

        (await server.ReadAsync<string>(
            "select headers ->> 'traceparent' from attribution.mt_events where data ->> 'clusterId' = 'traced'"))
            .ShouldStartWith($"00-{TraceId}-");
    }

    [Fact]
    public async Task The_idempotency_key_of_a_request_names_its_command()
    {
        const string Document =
            "mutation { promoteCluster(input: {cluster: {id: \"keyed\", label: \"l\", member_ids: []}}) { changed } }";

        var answers = new[] { await KeyedAsync(Document), await KeyedAsync(Document) };

        answers.ShouldAllBe(answer => answer == """{"data":{"promoteCluster":{"changed":true}}}""");
    }

    private static string Event(string cluster, string? id = null, string more = "") =>
        $"{{\"specversion\":\"1.0\",{more}\"id\":\"{id ?? Guid.NewGuid().ToString()}\",\"source\":\"/test\","
        + "\"type\":\"attribution.cluster.detected.v1\","
        + $"\"data\":{{\"id\":\"{cluster}\",\"label\":\"l\",\"member_ids\":[]}}}}";

    private static string?[] Statuses(JsonElement body) =>
        [.. body.GetProperty("messages").EnumerateArray().Select(one => one.GetProperty("status").GetString())];

    private async Task<string> KeyedAsync(string document)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new { query = document }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token());
        request.Headers.Add("Idempotency-Key", "key-1");
        using var response = await server.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<Response> PostAsync(
        string contentType, string body, params (string Name, string Value)[] headers) =>
        await PostAsync(contentType, body, server.Token(), headers);

    private async Task<Response> PostAsync(
        string contentType, string body, string token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/messages/clusters")
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await SendAsync(request, token);
    }

    private async Task<Response> GetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, token);
    }

    private static string Href(JsonElement body) => body.GetProperty("messages")[0].GetProperty("href").GetString()!;

    private async Task<JsonElement> OutcomeAsync(string path, string? token = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            var answer = await GetAsync(path, token ?? server.Token());
            if (answer.Body.GetProperty("state").GetString() is "DONE" or "DEAD")
            {
                return answer.Body;
            }
        }
    }

    private async Task<Response> SendAsync(HttpRequestMessage request, string token)
    {
        if (token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await server.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Response(
            (int)response.StatusCode,
            response.Headers,
            text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    private sealed record Response(int Status, HttpResponseHeaders Headers, JsonElement Body);
}
