using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.App.Tests.StixImport;
using Attribution.Stix.Taxii;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Attribution.App.Tests.Taxii.Feeds;

/// <summary>Reading a feed: nothing is lost and nothing comes twice, whatever its server does.</summary>
public sealed class FeedPollTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly FeedDesk _desk = new(database);

    [Fact]
    public async Task What_a_feed_brings_is_imported_and_reading_goes_on_from_there()
    {
        await using var server = await ServerAsync(25);
        var feed = await _desk.FeedAsync(server.Root);

        var first = await _desk.PollAsync(feed);
        server.Requests.Clear();
        server.Add(Bundle.Campaign(Bundle.NewId("campaign"), "Late Heron"), 60);
        var second = await _desk.PollAsync(feed);

        (await _desk.CountAsync()).ShouldBe(26);
        (await CampaignsAsync()).ShouldContain("Late Heron");
        first.GetProperty("received").GetInt64().ShouldBe(25);
        first.GetProperty("caughtUpAt").ValueKind.ShouldBe(JsonValueKind.String);
        second.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null);
        second.GetProperty("readUpTo").GetString().ShouldBe("2026-01-10T09:01:00Z");
        server.Requests.Single().ShouldContain("added_after=2026-01-10T09%3A00%3A23.999999Z");
    }

    [Fact]
    public async Task The_same_again_is_no_news()
    {
        await using var server = await ServerAsync(3);
        var feed = await _desk.FeedAsync(server.Root);
        await _desk.PollAsync(feed);
        var second = await _desk.PollAsync(feed);

        var third = await _desk.PollAsync(feed);

        third.GetProperty("lastImport").GetGuid().ShouldBe(second.GetProperty("lastImport").GetGuid());
        third.GetProperty("received").GetInt64().ShouldBe(5);
    }

    [Theory]
    [InlineData("shrinking pages")]
    [InlineData("a token that repeats a page")]
    [InlineData("pages that never end")]
    [InlineData("a page of a proxy")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("a dropped connection")]
    [InlineData("half an answer")]
    [InlineData("a token that is refused")]
    [InlineData("one instant")]
    [InlineData("a clock that jumps")]
    public async Task Nothing_is_lost_and_nothing_comes_twice_with(string misbehaviour)
    {
        await using var server = await ServerAsync(35, isOneInstant: misbehaviour == "one instant");
        var feed = await _desk.FeedAsync(server.Root);
        server.Interference = (context, number) => MisbehaveAsync(server, misbehaviour, context, number);
        for (var poll = 0; poll < 4; poll++)
        {
            await _desk.PollAsync(feed);
        }

        server.Interference = (_, _) => Task.FromResult(false);
        server.Now += Duration.FromDays(1);
        server.Add(Bundle.Campaign(Bundle.NewId("campaign"), "After all"), 100);
        await _desk.PollAsync(feed);
        var health = await _desk.PollAsync(feed);

        (await _desk.CountAsync()).ShouldBe(36);
        (await CampaignsAsync()).ShouldContain("After all");
        health.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null, health.ToString());
        health.GetProperty("failuresInARow").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_marks_its_answers_is_asked_whether_anything_has_changed()
    {
        var marks = new List<string>();
        await using var server = await OtherServer.StartAsync();
        server.Interference = (context, _) =>
        {
            marks.Add(context.Request.Headers.IfNoneMatch.ToString());
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.StatusCode = marks[^1] == "\"v1\"" ? 304 : 200;
            return Task.FromResult(marks[^1] == "\"v1\"");
        };
        server.Add(Bundle.Campaign(Bundle.NewId("campaign"), "Night Heron"), 1);
        var feed = await _desk.FeedAsync(server.Root);
        await _desk.PollAsync(feed);
        await _desk.PollAsync(feed);

        var health = await _desk.PollAsync(feed);

        marks[0].ShouldBe("");
        marks[^1].ShouldBe("\"v1\"");
        health.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null, health.ToString());
        health.GetProperty("caughtUpAt").GetString().ShouldBe(health.GetProperty("polledAt").GetString());
        (await _desk.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_cannot_be_stored_is_read_again()
    {
        await using var server = await ServerAsync(25);
        var feed = await _desk.FeedAsync(server.Root);
        await _desk.ExecuteAsync(
            $"""
            create function attribution.refuse_some() returns trigger language plpgsql as
            'begin if new.tenant_id = ''{_desk.Sofia.Tenant.Value}'' and new.name = ''Heron 15'' then
                raise exception ''no''; end if; return new; end';
            create trigger refuse_some before insert on attribution.stix_objects
                for each row execute function attribution.refuse_some();
            """);

        var stuck = await _desk.PollAsync(feed);
        await _desk.ExecuteAsync(
            "drop trigger refuse_some on attribution.stix_objects; drop function attribution.refuse_some()");
        var health = await _desk.PollAsync(feed);

        stuck.GetProperty("code").GetString().ShouldBe("INTERNAL");
        stuck.GetProperty("readUpTo").GetString().ShouldBe("2026-01-10T09:00:09Z");
        health.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null, health.ToString());
        (await _desk.CountAsync()).ShouldBe(25);
    }

    [Fact]
    public async Task A_worker_that_is_stopped_leaves_the_rest_to_the_next_one()
    {
        await using var server = await ServerAsync(25);
        var feed = await _desk.FeedAsync(server.Root);
        using var stop = new CancellationTokenSource();
        server.Interference = async (_, number) =>
        {
            if (number == 2)
            {
                await stop.CancelAsync();
            }

            return false;
        };
        await _desk.AskAsync(feed);
        await _desk.WorkAsync(stop.Token);
        var stored = await _desk.CountAsync();

        await _desk.WorkAsync();

        stored.ShouldBe(10);
        (await _desk.CountAsync()).ShouldBe(25);
    }

    [Fact]
    public async Task Objects_above_the_ceiling_and_broken_ones_are_refused_and_the_report_says_why()
    {
        await using var server = await ServerAsync(1);
        server.Add(Bundle.Campaign(Bundle.NewId("campaign"), "Secret", Bundle.Red), 2);
        server.Add(new JsonObject { ["type"] = "campaign", ["id"] = "campaign--nonsense" }, 3);
        var feed = await _desk.FeedAsync(server.Root);

        var health = await _desk.PollAsync(feed);

        health.GetProperty("refused").GetInt64().ShouldBe(2);
        (await CampaignsAsync()).ShouldBe(["Heron 0"]);
        var report = await _desk.Client.RunAsync(
            """
            query R($id: UUID!) { stixImport(id: $id) { source counts { refused } items(outcome: [REFUSED]) {
              nodes { objectId code } } } }
            """,
            new { id = health.GetProperty("lastImport").GetGuid() });
        var import = report.GetProperty("stixImport");
        import.GetProperty("source").GetString().ShouldBe($"taxii-feed:{feed}");
        import.GetProperty("items").GetProperty("nodes").EnumerateArray()
            .Select(item => item.GetProperty("code").GetString())
            .ShouldBe(["ABOVE_CLEARANCE", "STIX_INVALID_ID"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_feed_brings_is_a_machines_word()
    {
        await using var server = await ServerAsync(0);
        var (campaign, actor) = (Bundle.NewId("campaign"), Bundle.NewId("intrusion-set"));
        server.Add(Bundle.Campaign(campaign), 1);
        server.Add(Bundle.Actor(actor), 2);
        server.Add(Bundle.Relationship(campaign, "attributed-to", actor).With("confidence", 95), 3);
        var feed = await _desk.FeedAsync(server.Root);

        await _desk.PollAsync(feed);

        var found = await _desk.Client.CampaignAsync(
            Bundle.UuidOf(campaign), "createdBy hypotheses { confidence { value } }");
        found.GetProperty("createdBy").GetString().ShouldBe($"feed:{feed}");
        found.GetProperty("hypotheses")[0].GetProperty("confidence").GetProperty("value").GetInt32()
            .ShouldBeLessThanOrEqualTo(60);
    }

    [Fact]
    public async Task A_feed_that_reads_something_else_begins_anew()
    {
        await using var server = await ServerAsync(5);
        var feed = await _desk.FeedAsync(server.Root);
        await _desk.PollAsync(feed);
        await _desk.SaveAsync(server.Root, new { everyMinutes = (int?)null });
        await _desk.PollAsync(feed);
        server.Requests.Last().ShouldContain("added_after");

        await _desk.SaveAsync(server.Root, new { types = new[] { "campaign", "tool" } });
        await _desk.PollAsync(feed);

        server.Requests.Last().ShouldNotContain("added_after");
        server.Requests.Last().ShouldContain("match%5Btype%5D=campaign%2Ctool");
    }

    private static async Task<bool> MisbehaveAsync(
        OtherServer server, string misbehaviour, HttpContext context, int number)
    {
        switch (misbehaviour)
        {
            case "shrinking pages":
                var query = context.Request.QueryString.Value!;
                context.Request.QueryString = new QueryString(
                    query.Replace("limit=500", $"limit={1 + (number % 4)}", StringComparison.Ordinal));
                return false;
            case "a token that repeats a page" when number % 2 == 0:
                context.Request.QueryString = new QueryString("?limit=10");
                return false;
            case "pages that never end" when number > 2:
                await OtherServer.WriteAsync(context, new JsonObject { ["more"] = true, ["next"] = $"{number}" });
                return true;
            case "a page of a proxy" when number % 2 == 0:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>Sign in</html>");
                return true;
            case "429" or "500" when number % 3 > 0:
                context.Response.Headers.RetryAfter = misbehaviour == "429" ? "0" : default;
                await OtherServer.WriteAsync(
                    context, new JsonObject { ["title"] = "not now" }, misbehaviour == "429" ? 429 : 500);
                return true;
            case "a dropped connection" when number % 2 == 0:
                context.Abort();
                return true;
            case "half an answer" when number % 2 == 0:
                context.Response.ContentType = TaxiiMediaType.Taxii;
                await context.Response.WriteAsync("{\"objects\":[{\"type\":\"campaign\",");
                return true;
            case "a token that is refused" when context.Request.Query.ContainsKey("next"):
                await OtherServer.WriteAsync(context, new JsonObject { ["title"] = "unknown token" }, 400);
                return true;
            case "a clock that jumps":
                server.Now += number % 2 == 0 ? Duration.FromDays(400) : -Duration.FromDays(400);
                return false;
            default:
                return false;
        }
    }

    private static async Task<OtherServer> ServerAsync(int objects, bool isOneInstant = false)
    {
        var server = await OtherServer.StartAsync();
        for (var number = 0; number < objects; number++)
        {
            server.Add(Bundle.Campaign(Bundle.NewId("campaign"), $"Heron {number}"), isOneInstant ? 0 : number);
        }

        return server;
    }

    private async Task<string[]> CampaignsAsync() =>
    [
        .. (await _desk.Client.RunAsync("{ campaigns(first: 100) { nodes { name } } }"))
            .GetProperty("campaigns").GetProperty("nodes").EnumerateArray()
            .Select(campaign => campaign.GetProperty("name").GetString()!),
    ];
}
