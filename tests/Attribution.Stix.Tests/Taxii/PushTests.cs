using System.Text;
using System.Text.Json;
using Attribution.Stix.Taxii;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Attribution.Stix.Tests.Taxii;

public sealed class PushTests
{
    private static readonly TaxiiPushOptions Small = new() { MaxObjects = 4, StatusTimeout = Duration.FromSeconds(20) };

    [Fact]
    public async Task Objects_travel_in_envelopes_that_keep_to_the_limits()
    {
        var bodies = new List<string>();
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            context.Request.ContentType.ShouldBe(TaxiiMediaType.Taxii);
            bodies.Add(await BodyAsync(context));
            await context.JsonAsync(Complete(Ids(bodies[^1]), []), 202);
        });
        var length = Tools(1)[0].Utf8.Length;

        var outcomes = await PushAsync(server, Tools(10), Small with { MaxContentLengthBytes = (3 * length) + 16 });

        outcomes.ShouldAllBe(outcome => outcome.Result == TaxiiPushResult.Accepted);
        bodies.Select(body => Ids(body).Count).ShouldBe([3, 3, 3, 1]);
        bodies.ShouldAllBe(body => body.Length <= (3 * length) + 16);
    }

    [Fact]
    public async Task A_pending_status_is_followed_to_its_end()
    {
        var ids = new List<string>();
        await using var server = await LoopbackServer.StartAsync(async (context, number) =>
        {
            if (HttpMethods.IsPost(context.Request.Method))
            {
                ids = Ids(await BodyAsync(context));
                await context.JsonAsync("""{"id":"s1","status":"pending","total_count":3,"pending_count":3}""", 202);
                return;
            }

            context.Request.Path.Value.ShouldBe("/feeds/status/s1/");
            await context.JsonAsync(number < 4
                ? """{"id":"s1","status":"pending","total_count":3,"success_count":1,"pending_count":2}"""
                : Complete(ids[..2], ids[2..]));
        });

        var outcomes = await PushAsync(server, Tools(3));

        outcomes.Select(outcome => (outcome.Result, outcome.Message)).ShouldBe(
        [
            (TaxiiPushResult.Accepted, null), (TaxiiPushResult.Accepted, null), (TaxiiPushResult.Rejected, "bad"),
        ]);
        server.Time.Waits.ShouldBe([TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]);
    }

    [Fact]
    public async Task A_status_that_never_ends_leaves_the_outcome_open()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => context.JsonAsync(
            """{"id":"s1","status":"pending","total_count":2,"success_count":0,"pending_count":2}""", 202));

        var outcomes = await PushAsync(server, Tools(2));

        outcomes.ShouldAllBe(outcome => outcome.Result == TaxiiPushResult.Unknown && outcome.StatusId == "s1");
        server.Requests.ShouldBeLessThan(10);
    }

    [Theory]
    [InlineData(
        """{"id":"s","status":"complete","total_count":2,"success_count":2,"failure_count":0,"pending_count":0}""",
        "AA")]
    [InlineData(
        """{"id":"s","status":"complete","total_count":2,"success_count":1,"failure_count":1,"pending_count":0}""",
        "UU")]
    [InlineData(
        """{"id":"s","status":"complete","failure_count":1,"failures":["{{1}}"]}""",
        "AR")]
    [InlineData(
        """{"status":"complete","failure_count":1,"failures":[{"id":"{{1}}","version":"2026-01-10T09:00:00.0000Z"}]}""",
        "AR")]
    [InlineData(
        """{"status":"complete","failure_count":1,"failures":[{"id":"{{1}}","version":"2019-01-10T09:00:00.000Z"}]}""",
        "AA")]
    [InlineData("{}", "UU")]
    [InlineData("", "UU")]
    public async Task The_optional_lists_of_a_status_are_made_up_for_by_its_counts(string status, string expected)
    {
        var answer = status.Replace("{{1}}", Tools(2)[1].Id.ToString(), StringComparison.Ordinal);
        await using var server = await LoopbackServer.StartAsync((context, _) => context.JsonAsync(answer, 200));

        var outcomes = await PushAsync(server, Tools(2));

        string.Concat(outcomes.Select(outcome => outcome.Result.ToString()[0])).ShouldBe(expected);
    }

    [Theory]
    [InlineData(422, TaxiiPushResult.Rejected)]
    [InlineData(400, TaxiiPushResult.Rejected)]
    [InlineData(413, TaxiiPushResult.TooLarge)]
    public async Task A_refused_envelope_is_divided_until_the_object_to_blame_is_alone(
        int status, TaxiiPushResult result)
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            var ids = Ids(await BodyAsync(context));
            var isBad = ids.Exists(id => id.EndsWith('5'));
            await (isBad
                ? context.JsonAsync("""{"title":"T","description":"number five"}""", status)
                : context.JsonAsync(Complete(ids, []), 202));
        });

        var outcomes = await PushAsync(server, Tools(9), Small with { MaxObjects = 100 });

        outcomes.Select(outcome => outcome.Object).ShouldBe(Tools(9), new ById());
        var refused = outcomes.Single(outcome => outcome.Result != TaxiiPushResult.Accepted);
        refused.Result.ShouldBe(result);
        refused.Message.ShouldBe("number five");
        refused.Object.Id.ToString().ShouldEndWith("5");
    }

    [Fact]
    public async Task A_server_that_refuses_everything_is_not_asked_object_by_object()
    {
        await using var server = await LoopbackServer.StartAsync(
            (context, _) => context.JsonAsync("""{"title":"No"}""", 422));

        var outcomes = await PushAsync(server, Tools(500), Small with { MaxObjects = 500, MaxDivisions = 8 });

        outcomes.Count.ShouldBe(500);
        outcomes.ShouldAllBe(outcome => outcome.Result == TaxiiPushResult.Rejected);
        server.Requests.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task An_object_beyond_the_limit_is_not_even_sent()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => context.JsonAsync("{}", 202));

        var outcomes = await PushAsync(server, Tools(2), Small with { MaxContentLengthBytes = 20 });

        outcomes.ShouldAllBe(outcome => outcome.Result == TaxiiPushResult.TooLarge);
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_dropped_request_is_sent_again_whole()
    {
        var stored = new HashSet<string>();
        await using var server = await LoopbackServer.StartAsync(async (context, number) =>
        {
            var ids = Ids(await BodyAsync(context));
            stored.UnionWith(ids);
            if (number == 1)
            {
                context.Abort();
                return;
            }

            await context.JsonAsync(Complete(ids, []), 202);
        });

        (await PushAsync(server, Tools(3))).ShouldAllBe(outcome => outcome.Result == TaxiiPushResult.Accepted);
        stored.Count.ShouldBe(3);
        server.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Without_the_right_to_write_the_push_fails_as_a_whole()
    {
        await using var server = await LoopbackServer.StartAsync(
            (context, _) => context.JsonAsync("""{"title":"No"}""", 403));

        var failure = await Should.ThrowAsync<TaxiiException>(() => PushAsync(server, Tools(2)));

        failure.Code.ShouldBe(TaxiiFailureCodes.Forbidden);
    }

    private static async Task<List<TaxiiPushOutcome>> PushAsync(
        LoopbackServer server, IEnumerable<StixObject> objects, TaxiiPushOptions? options = null)
    {
        var outcomes = new List<TaxiiPushOutcome>();
        await foreach (var outcome in server.Client().PushAsync(server.Root, "feed", objects, options ?? Small))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private static List<StixObject> Tools(int count) =>
        [.. Enumerable.Range(0, count).Select(number => StixObjectBuilder
        .Versioned(StixId.Parse($"tool--00000000-0000-4000-8000-{number:d12}"), FeedServer.Morning, FeedServer.Morning)
        .Set("name", "A")
        .Build())];

    private static async Task<string> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static List<string> Ids(string body)
    {
        var objects = JsonElement.Parse(body).GetProperty("objects");
        return [.. objects.EnumerateArray().Select(json => json.GetProperty("id").GetString()!)];
    }

    private static string Complete(List<string> successes, List<string> failures) =>
        JsonSerializer.Serialize(new
        {
            id = "s1",
            status = "complete",
            total_count = successes.Count + failures.Count,
            success_count = successes.Count,
            successes = successes.Select(id => new { id, version = "2026-01-10T09:00:00.000Z" }),
            failure_count = failures.Count,
            failures = failures.Select(id => new { id, version = "2026-01-10T09:00:00.000Z", message = "bad" }),
            pending_count = 0,
        });

    private sealed class ById : IEqualityComparer<StixObject>
    {
        public bool Equals(StixObject? one, StixObject? other) => one?.Id == other?.Id;

        public int GetHashCode(StixObject stixObject) => stixObject.Id.GetHashCode();
    }
}
