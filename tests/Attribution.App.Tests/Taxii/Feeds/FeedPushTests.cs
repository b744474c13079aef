using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Taxii.Feeds;

/// <summary>Sending campaigns: each object until the server has it, and nothing that is not for its readers.</summary>
public sealed class FeedPushTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly FeedDesk _desk = new(database);

    [Fact]
    public async Task What_the_server_has_taken_is_not_sent_again()
    {
        await using var server = await OtherServer.StartAsync();
        var (feed, campaign) = (await _desk.FeedAsync(server.Root), await CampaignAsync("Night Ferry"));

        var first = await PushAsync(feed, campaign);
        var sent = server.Sent.Count;
        var second = await PushAsync(feed, campaign);

        first.GetProperty("state").GetString().ShouldBe("DONE");
        first.GetProperty("accepted").GetInt64().ShouldBe(sent);
        Ids(server).ShouldContain($"campaign--{campaign}");
        second.GetProperty("state").GetString().ShouldBe("DONE");
        server.Sent.Count.ShouldBe(sent);
    }

    [Fact]
    public async Task What_has_changed_is_sent_and_the_rest_is_not()
    {
        await using var server = await OtherServer.StartAsync();
        var (feed, campaign) = (await _desk.FeedAsync(server.Root), await CampaignAsync("Night Ferry"));
        await PushAsync(feed, campaign);
        var before = server.Sent.Count;
        await _desk.Client.SendAsync(
            "reviseCampaignProfile", new { id = campaign, description = "It sails at night." });

        await PushAsync(feed, campaign);

        var again = server.Sent.Skip(before).ToArray();
        again.Select(one => one["type"]!.GetValue<string>()).ShouldContain("campaign");
        again.Length.ShouldBeLessThan(before);
    }

    [Fact]
    public async Task An_object_that_is_refused_is_named_and_the_others_are_taken()
    {
        await using var server = await OtherServer.StartAsync();
        server.Refuses = sent => sent["type"]!.GetValue<string>() == "campaign" ? "no ferries" : null;
        var (feed, campaign) = (await _desk.FeedAsync(server.Root), await CampaignAsync("Night Ferry"));

        var push = await PushAsync(feed, campaign);

        push.GetProperty("state").GetString().ShouldBe("DONE");
        push.GetProperty("accepted").GetInt64().ShouldBeGreaterThan(0);
        var loss = push.GetProperty("losses").EnumerateArray().Single();
        loss.GetProperty("objectId").GetString().ShouldBe($"campaign--{campaign}");
        loss.GetProperty("result").GetString().ShouldBe("REJECTED");
        loss.GetProperty("message").GetString().ShouldBe("no ferries");

        server.Refuses = _ => null;
        server.Sent.Clear();
        await PushAsync(feed, campaign);
        Ids(server).ShouldBe([$"campaign--{campaign}"], "asking again sends what is left");
    }

    [Fact]
    public async Task The_status_is_asked_for_until_it_is_complete_and_no_envelope_is_larger_than_allowed()
    {
        await using var server = await OtherServer.StartAsync();
        server.TakesItsTime = true;
        var sizes = new List<long>();
        server.Interference = (context, _) =>
        {
            sizes.Add(context.Request.ContentLength ?? 0);
            return Task.FromResult(false);
        };
        var feed = await _desk.FeedAsync(server.Root);
        var campaign = await CampaignAsync("Night Ferry", new string('x', 15_000));

        var push = await PushAsync(feed, campaign);

        push.GetProperty("state").GetString().ShouldBe("DONE");
        push.GetProperty("notAccepted").GetInt64().ShouldBe(0);
        server.Requests.Count(request => request.Contains("/status/", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        sizes.Max().ShouldBeLessThanOrEqualTo(20_000);
    }

    [Fact]
    public async Task A_push_that_fails_is_tried_again_and_given_up_in_the_end()
    {
        await using var server = await OtherServer.StartAsync();
        server.Interference = (context, _) =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        var (feed, campaign) = (await _desk.FeedAsync(server.Root), await CampaignAsync("Night Ferry"));

        var push = await PushAsync(feed, campaign);
        push.GetProperty("state").GetString().ShouldBe("WAITING");
        push.GetProperty("code").GetString().ShouldBe("TAXII_UNAVAILABLE");
        for (var attempt = 2; attempt <= 8; attempt++)
        {
            push = await DueAsync(feed);
        }

        push.GetProperty("state").GetString().ShouldBe("GIVEN_UP");
        push.GetProperty("attempts").GetInt32().ShouldBe(8);
        server.Interference = (_, _) => Task.FromResult(false);
        (await PushAsync(feed, campaign)).GetProperty("state").GetString().ShouldBe("DONE");
    }

    [Fact]
    public async Task An_answer_that_is_lost_makes_the_objects_go_again_and_no_others()
    {
        await using var server = await OtherServer.StartAsync();
        var posts = 0;
        server.Interference = (context, _) =>
        {
            var isLost = context.Request.Method == "POST" && Interlocked.Increment(ref posts) is 2 or 3;
            if (isLost)
            {
                context.Abort();
            }

            return Task.FromResult(isLost);
        };
        var feed = await _desk.FeedAsync(server.Root);
        var campaigns = new[]
        {
            await CampaignAsync("Night Ferry", new string('x', 15_000)),
            await CampaignAsync("Day Ferry", new string('y', 15_000)),
        };

        (await PushAsync(feed, campaigns)).GetProperty("state").GetString().ShouldBe("WAITING");
        var push = await DueAsync(feed);

        push.GetProperty("state").GetString().ShouldBe("DONE");
        Ids(server).ShouldBeUnique();
        Ids(server).ShouldContain($"campaign--{campaigns[0]}");
        Ids(server).ShouldContain($"campaign--{campaigns[1]}");
    }

    [Fact]
    public async Task Nothing_leaves_that_not_everybody_may_see_who_sees_the_feed()
    {
        await using var server = await OtherServer.StartAsync();
        var feed = await _desk.FeedAsync(server.Root, new { ceiling = "AMBER" });
        var (strict, open) = (
            await _desk.Client.CreateAsync("Strict", "AMBER_STRICT"), await _desk.Client.CreateAsync("Open", "GREEN"));
        var theirs = await new Client(database.System, _desk.Sofia with { Organisation = new OrganisationId("red") })
            .CreateAsync("Theirs", "AMBER");

        Error(await _desk.PushAsync(feed, [open, strict])).ShouldBe("ABOVE_CEILING campaigns/1");
        Error(await _desk.PushAsync(feed, [theirs])).ShouldBe("CAMPAIGN_NOT_FOUND campaigns/0");
        Error(await _desk.PushAsync(feed, [open], "AMBER_STRICT")).ShouldBe("ABOVE_CEILING ceiling");
        Error(await _desk.PushAsync(Guid.NewGuid(), [open])).ShouldBe("FEED_NOT_FOUND feed");
        Error(await _desk.PushAsync(feed, [])).ShouldBe("OUT_OF_RANGE campaigns");
        (await _desk.WorkAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_narrowed_before_it_was_sent_stays_here()
    {
        await using var server = await OtherServer.StartAsync();
        var (feed, campaign) = (await _desk.FeedAsync(server.Root), await CampaignAsync("Night Ferry"));
        Error(await _desk.PushAsync(feed, [campaign])).ShouldBeNull();
        await NarrowAsync(campaign);

        await _desk.WorkAsync();

        server.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_push_is_not_there_for_those_who_may_not_see_one_of_its_campaigns()
    {
        await using var server = await OtherServer.StartAsync();
        server.Refuses = _ => "no ferries";
        var feed = await _desk.FeedAsync(server.Root);
        var (campaign, other) = (await CampaignAsync("Night Ferry"), await CampaignAsync("Day Ferry"));
        await PushAsync(feed, campaign, other);
        await PushAsync(feed, other);
        var boris = _desk.Sofia with { Clearance = Tlp.Amber };
        (await CountAsync()).ShouldBe(2);

        await NarrowAsync(campaign);

        (await CountAsync()).ShouldBe(1);

        async Task<int> CountAsync() =>
            (await _desk.ListAsync(boris)).Single().GetProperty("pushes").GetArrayLength();
    }

    [Fact]
    public async Task What_the_server_says_in_its_own_words_is_for_those_who_set_feeds_up()
    {
        await using var server = await OtherServer.StartAsync();
        server.Refuses = _ => "blue has no subscription";
        var (feed, campaign) = (await _desk.FeedAsync(server.Root), await CampaignAsync("Night Ferry"));
        await PushAsync(feed, campaign);
        server.Interference = async (context, _) =>
        {
            await OtherServer.WriteAsync(context, new JsonObject { ["title"] = "blue has no subscription" }, 403);
            return true;
        };
        await _desk.PollAsync(feed);

        var (sofia, analyst) = (
            (await _desk.ListAsync()).Single(),
            (await _desk.ListAsync(_desk.Sofia with { Roles = [Role.Analyst] })).Single());

        sofia.GetProperty("health").GetProperty("problem").GetString()!.ShouldContain("subscription");
        sofia.GetProperty("pushes")[0].GetProperty("losses").ToString().ShouldContain("subscription");
        analyst.ToString().ShouldNotContain("subscription");
        analyst.GetProperty("health").GetProperty("code").GetString().ShouldBe("TAXII_FORBIDDEN");
        analyst.GetProperty("pushes")[0].GetProperty("losses")[0].GetProperty("result").GetString()
            .ShouldBe("REJECTED");
    }

    private async Task NarrowAsync(Guid campaign) => await _desk.Client.SendAsync(
        "reclassifyCampaign",
        new
        {
            id = campaign,
            classification = "AMBER_STRICT",
            reason = "too hot",
            sharedWith = Array.Empty<string>(),
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
        });

    private async Task<Guid> CampaignAsync(string name, string description = "words") =>
        (await _desk.Client.SendAsync("createCampaign", new { name, description, classification = "AMBER" }))
            .GetProperty("campaign").GetProperty("id").GetGuid();

    /// <summary>Asks for it and does it; answers the latest push.</summary>
    private async Task<JsonElement> PushAsync(Guid feed, params Guid[] campaigns)
    {
        Error(await _desk.PushAsync(feed, campaigns)).ShouldBeNull();
        await _desk.WorkAsync();
        return await LatestAsync(feed);
    }

    /// <summary>Has what rests tried again now.</summary>
    private async Task<JsonElement> DueAsync(Guid feed)
    {
        await _desk.ExecuteAsync(
            "update attribution.taxii_pushes set next_attempt_at = timestamptz 'epoch' "
            + $"where next_attempt_at is not null and tenant_id = '{_desk.Sofia.Tenant.Value}'");
        await _desk.WorkAsync();
        return await LatestAsync(feed);
    }

    private async Task<JsonElement> LatestAsync(Guid feed) => (await _desk.ReadAsync(feed)).GetProperty("pushes")[0];

    private static string[] Ids(OtherServer server) =>
        [.. server.Sent.Select((JsonNode one) => one["id"]!.GetValue<string>())];

    private static string? Error(JsonElement payload) =>
        payload.GetProperty("errors").EnumerateArray()
            .Select(error => $"{error.GetProperty("code").GetString()} {error.GetProperty("path").GetString()}")
            .SingleOrDefault();
}
