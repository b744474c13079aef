using System.Text;
using System.Text.Json;
using Attribution.App.Taxii.Feeds;
using Attribution.Domain.Access;
using NodaTime;
using NodaTime.Text;

namespace Attribution.App.Tests.Taxii.Feeds;

/// <summary>Who sets feeds up and sees them, and what a feed may reach.</summary>
public sealed class FeedRightsTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Secret = "kingfisher-4711";

    private readonly FeedDesk _desk = new(database);

    [Fact]
    public async Task A_feed_is_there_for_those_of_its_organisation_who_are_cleared_for_its_ceiling()
    {
        var feed = await _desk.FeedAsync("https://taxii.example/root/", new { ceiling = "AMBER_STRICT" });
        Principal[] others =
        [
            _desk.Sofia with { Tenant = new TenantId("another") },
            _desk.Sofia with { Organisation = new OrganisationId("red") },
            _desk.Sofia with { Clearance = Tlp.Amber },
        ];

        (await _desk.ListAsync(_desk.Sofia with { Roles = [Role.Analyst] })).Length.ShouldBe(1);
        foreach (var other in others)
        {
            (await _desk.ListAsync(other)).ShouldBeEmpty();
            Code(await _desk.AskAsync(feed, other)).ShouldBe("FEED_NOT_FOUND");
            (await RemovedAsync(feed, other)).ShouldBeFalse();
        }

        (await RemovedAsync(feed, _desk.Sofia)).ShouldBeTrue();
        (await _desk.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_whoever_decides_sets_feeds_up()
    {
        var analyst = _desk.Sofia with { Roles = [Role.Analyst] };
        var feed = await _desk.FeedAsync("https://taxii.example/root/");

        Code(await _desk.SaveAsync("https://taxii.example/root/", caller: analyst)).ShouldBe("FORBIDDEN");
        Code(await _desk.AskAsync(feed, analyst)).ShouldBe("FORBIDDEN");
        (await RemovedAsync(feed, analyst)).ShouldBeFalse();
        var pushed = await new FeedDesk(database) { Sofia = analyst }.PushAsync(feed, [Guid.NewGuid()]);
        Code(pushed).ShouldBe("FORBIDDEN");
    }

    [Theory]
    [InlineData("http://taxii.example/root/", "INVALID_URL", "apiRoot")]
    [InlineData("https://user:word@taxii.example/root/", "INVALID_URL", "apiRoot")]
    [InlineData("https://taxii.example/root/?match=x", "INVALID_URL", "apiRoot")]
    [InlineData("file:///etc/passwd", "INVALID_URL", "apiRoot")]
    [InlineData("taxii", "INVALID_URL", "apiRoot")]
    public async Task Addresses_are_https_and_nothing_else(string address, string code, string path)
    {
        var refused = (await _desk.SaveAsync(address)).GetProperty("errors")[0];

        refused.GetProperty("code").GetString().ShouldBe(code);
        refused.GetProperty("path").GetString().ShouldBe(path);
    }

    [Theory]
    [InlineData("""{"name":" "}""", "EMPTY_TEXT")]
    [InlineData("""{"collection":"a\u0000b"}""", "INVALID_TEXT")]
    [InlineData("""{"types":["tool,malware"]}""", "INVALID_TEXT")]
    [InlineData("""{"everyMinutes":0}""", "OUT_OF_RANGE")]
    [InlineData("""{"ceiling":"RED"}""", "RED_COLLECTION")]
    public async Task What_makes_no_sense_is_refused(string more, string code) =>
        Code(await _desk.SaveAsync("https://taxii.example/root/", JsonDocument.Parse(more).RootElement)).ShouldBe(code);

    [Fact]
    public async Task Nobody_gives_a_feed_more_rights_than_their_own() => Code(await _desk.SaveAsync(
        "https://taxii.example/root/", new { ceiling = "AMBER" }, _desk.Sofia with { Clearance = Tlp.Green }))
        .ShouldBe("ABOVE_CLEARANCE");

    [Fact]
    public async Task Nothing_of_the_operators_own_network_is_reached_unless_the_operator_says_so()
    {
        await using var server = await OtherServer.StartAsync();
        var guarded = new FeedDesk(database) { Options = _desk.Options with { AllowPrivateAddresses = false } };
        var feed = await guarded.FeedAsync(server.Root);

        var health = await guarded.PollAsync(feed);

        health.GetProperty("code").GetString().ShouldBe("TAXII_UNAVAILABLE");
        health.GetProperty("problem").GetString()!.ShouldContain("not on the public internet");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_redirection_leads_to_another_server()
    {
        await using var server = await OtherServer.StartAsync();
        await using var elsewhere = await OtherServer.StartAsync();
        server.Interference = (context, _) =>
        {
            context.Response.Redirect($"{elsewhere.Root}collections/{OtherServer.Collection}/objects/");
            return Task.FromResult(true);
        };
        var feed = await _desk.FeedAsync(server.Root);

        var health = await _desk.PollAsync(feed);

        health.GetProperty("code").GetString().ShouldBe("TAXII_REDIRECTED_ELSEWHERE");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_are_the_operators_and_for_one_tenant_and_one_server()
    {
        await using var server = await OtherServer.StartAsync();
        await using var elsewhere = await OtherServer.StartAsync();
        var desk = WithCredentials(server.Root, _desk.Sofia.Tenant.Value);
        var feed = await desk.FeedAsync(server.Root, new { credentials = "isac" });

        (await desk.PollAsync(feed)).GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null);
        server.Authorizations.Last().ShouldBe(
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"blue:{Secret}"))}");

        await desk.SaveAsync(elsewhere.Root, new { credentials = "isac" });
        (await desk.PollAsync(feed)).GetProperty("code").GetString().ShouldBe("FEED_CREDENTIALS_ELSEWHERE");
        await desk.SaveAsync(server.Root, new { credentials = "unheard-of" });
        (await desk.PollAsync(feed)).GetProperty("code").GetString().ShouldBe("FEED_CREDENTIALS_UNKNOWN");
        var theirs = WithCredentials(server.Root, "another tenant");
        await theirs.SaveAsync(server.Root, new { credentials = "isac" });
        (await theirs.PollAsync(feed)).GetProperty("code").GetString().ShouldBe("FEED_CREDENTIALS_UNKNOWN");

        elsewhere.Requests.ShouldBeEmpty();
        (await _desk.ScalarAsync<bool>(
            $"select exists (select from attribution.taxii_feeds f where f::text like '%{Secret}%')")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_told_without_its_place()
    {
        await using var server = await OtherServer.StartAsync();
        var desk = new FeedDesk(database)
        {
            Sofia = _desk.Sofia,
            Options = _desk.Options with
            {
                Credentials = new Dictionary<string, FeedCredentials>(StringComparer.Ordinal)
                {
                    ["isac"] = new()
                    {
                        Tenant = _desk.Sofia.Tenant.Value,
                        Server = server.Root,
                        SecretFile = "/nowhere/at-all",
                    },
                },
            },
        };
        var feed = await desk.FeedAsync(server.Root, new { credentials = "isac" });

        var health = await desk.PollAsync(feed);

        health.GetProperty("code").GetString().ShouldBe("FEED_SECRET_MISSING");
        health.GetProperty("problem").GetString()!.ShouldNotContain("nowhere");
    }

    [Fact]
    public async Task A_feed_is_read_by_one_node_at_a_time_and_by_another_when_that_one_has_died()
    {
        var clock = new SetClock();
        var lease = new FeedLeases(Source, clock);
        var feed = await _desk.FeedAsync("https://taxii.example/root/");
        await _desk.AskAsync(feed);

        var taken = await lease.TakeAsync(default);
        var second = await lease.TakeAsync(default);
        await _desk.AskAsync(feed);
        var third = await lease.TakeAsync(default);
        clock.Now += FeedLeases.Lease + Duration.FromSeconds(1);
        var fourth = await lease.TakeAsync(default);

        taken!.Feed.Id.ShouldBe(feed);
        second.ShouldBeNull();
        third.ShouldBeNull("it was asked for again, and is still being read");
        fourth!.Feed.Id.ShouldBe(feed);
        (await lease.KeepAsync(taken, new PageCount(1, 0, null, []), default)).ShouldBeFalse();
        (await lease.KeepAsync(fourth, new PageCount(1, 0, null, []), default)).ShouldBeTrue();
        await lease.EndAsync(fourth, new PollEnd(HasCaughtUp: true, Failure: null), default);
    }

    [Fact]
    public async Task A_feed_is_read_again_after_its_time_and_rests_longer_each_time_it_fails()
    {
        await using var server = await OtherServer.StartAsync();
        var clock = new SetClock();
        await using var system = AttributionSystem.Open(database.ConnectionString, clock);
        var desk = new FeedDesk(system);
        var feed = await desk.FeedAsync(server.Root, new { everyMinutes = 10 });

        (await desk.WorkAsync()).ShouldBe(1, "a new feed is due");
        (await desk.WorkAsync()).ShouldBe(0);
        clock.Now += Duration.FromMinutes(10);
        (await desk.WorkAsync()).ShouldBe(1);

        server.Interference = (context, _) =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        clock.Now += Duration.FromMinutes(10);
        (await desk.WorkAsync()).ShouldBe(1);
        (await RestAsync()).ShouldBe(Duration.FromMinutes(1));
        clock.Now += Duration.FromMinutes(1);
        (await desk.WorkAsync()).ShouldBe(1);
        (await RestAsync()).ShouldBe(Duration.FromMinutes(2));
        server.Interference = (context, _) =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "7200");
            return Task.FromResult(true);
        };
        clock.Now += Duration.FromMinutes(2);
        (await desk.WorkAsync()).ShouldBe(1);
        (await RestAsync()).ShouldBe(Duration.FromHours(2));
        var health = (await desk.ReadAsync(feed)).GetProperty("health");
        health.GetProperty("failuresInARow").GetInt32().ShouldBe(3);
        health.GetProperty("failingSince").ValueKind.ShouldBe(JsonValueKind.String);
        await desk.RemoveAsync(feed);

        async Task<Duration> RestAsync()
        {
            var next = (await desk.ReadAsync(feed)).GetProperty("health").GetProperty("nextPollAt").GetString()!;
            return InstantPattern.ExtendedIso.Parse(next).Value - clock.Now;
        }
    }

    private Npgsql.NpgsqlDataSource Source => field ??= Npgsql.NpgsqlDataSource.Create(database.ConnectionString);

    private FeedDesk WithCredentials(string server, string tenant)
    {
        Environment.SetEnvironmentVariable("FEED_RIGHTS_TESTS_SECRET", Secret);
        return new FeedDesk(database)
        {
            Sofia = _desk.Sofia,
            Options = _desk.Options with
            {
                Credentials = new Dictionary<string, FeedCredentials>(StringComparer.Ordinal)
                {
                    ["isac"] = new()
                    {
                        Tenant = tenant,
                        Server = server,
                        User = "blue",
                        SecretVariable = "FEED_RIGHTS_TESTS_SECRET",
                    },
                },
            },
        };
    }

    private async Task<bool> RemovedAsync(Guid feed, Principal caller) =>
        (await new Client(database.System, caller).RunAsync(
            "mutation R($id: UUID!) { removeTaxiiFeed(input: { id: $id }) { removed } }", new { id = feed }))
            .GetProperty("removeTaxiiFeed").GetProperty("removed").GetBoolean();

    private static string? Code(JsonElement payload) =>
        payload.GetProperty("errors")[0].GetProperty("code").GetString();

    private sealed class SetClock : IClock
    {
        internal Instant Now { get; set; } = Instant.FromUtc(2026, 3, 1, 12, 0);

        public Instant GetCurrentInstant() => Now;
    }
}
