using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.Stix.Tests.Taxii;

public sealed class ResourceTests
{
    private static readonly StixId Tool = StixId.Parse("tool--00000000-0000-4000-8000-000000000001");

    [Fact]
    public async Task Discovery_resolves_its_roots_and_is_found_at_the_standards_place()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => context.Request.Path == "/taxii2/"
            ? context.JsonAsync("""
                {"title":"T","default":"/b/","api_roots":["/a","https://other.example/c/","ftp://x/",7]}
                """)
            : context.JsonAsync("{}", 404));

        var discovery = await server.Client().DiscoverAsync();

        discovery.Title.ShouldBe("T");
        discovery.Default.ShouldBe(new Uri(server.Address, "/b/"));
        discovery.ApiRoots.ShouldBe([new Uri(server.Address, "/a/"), new Uri("https://other.example/c/")]);
    }

    [Fact]
    public async Task Collections_are_read_as_far_as_they_go()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => context.JsonAsync("""
            {"collections":[
              {"id":"91a7b528-80eb-42ed-a74d-c6fbd5a26116","title":"A","can_read":true,"can_write":true,
               "media_types":["m"]},
              {"id":"52892447-4d7e-4f70-b94d-d7f22742ff63"}, {"title":"without an id"}, 5]}
            """));

        var collections = await server.Client().GetCollectionsAsync(server.Root);

        collections.Select(c => (c.Title, c.CanRead, c.CanWrite, c.MediaTypes.Length))
            .ShouldBe([("A", true, true, 1), ("52892447-4d7e-4f70-b94d-d7f22742ff63", true, false, 0)]);
    }

    [Fact]
    public async Task Every_resource_has_its_address_ending_in_a_slash()
    {
        var paths = new List<string>();
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            var query = Uri.UnescapeDataString(context.Request.QueryString.Value!);
            paths.Add($"{context.Request.Method} {context.Request.Path.Value}{query}");
            return context.JsonAsync("""{"id":"c","versions":["2020-01-01T00:00:00.1Z"]}""");
        });
        var client = server.Client();
        var root = new Uri(server.Address, "/feeds");

        await client.GetCollectionAsync(root, "a b");
        (await client.GetVersionsAsync(root, "c", Tool)).ShouldBe(["2020-01-01T00:00:00.1Z"]);
        await client.GetObjectAsync(root, "c", Tool, new TaxiiFilter { Versions = ["first", "last"] });
        await client.GetManifestAsync(root, "c", FeedServer.Morning, 5, new TaxiiFilter { Ids = [Tool.ToString()] });
        await client.GetStatusAsync(root, "s");
        await client.DeleteObjectAsync(root, "c", Tool);

        paths.ShouldBe(
        [
            "GET /feeds/collections/a b/",
            $"GET /feeds/collections/c/objects/{Tool}/versions/",
            $"GET /feeds/collections/c/objects/{Tool}/?match[version]=first,last",
            $"GET /feeds/collections/c/manifest/?limit=5&added_after=2026-01-10T09:00:00.000000Z&match[id]={Tool}",
            "GET /feeds/status/s/",
            $"DELETE /feeds/collections/c/objects/{Tool}/",
        ]);
    }

    [Fact]
    public void The_retry_policy_doubles_up_to_its_limit_and_ends()
    {
        var policy = new TaxiiRetryPolicy { MaxAttempts = 50, MaxDelay = Duration.FromSeconds(10) };

        policy.DelayAfter(1, null, 1).ShouldBe(Duration.FromSeconds(1));
        policy.DelayAfter(3, null, 0).ShouldBe(Duration.FromSeconds(2));
        policy.DelayAfter(49, null, 1).ShouldBe(Duration.FromSeconds(10));
        policy.DelayAfter(50, null, 1).ShouldBeNull();
        policy.DelayAfter(1, Duration.FromSeconds(-5), 1).ShouldBe(Duration.Zero);
        policy.DelayAfter(1, Duration.FromHours(1), 1).ShouldBeNull();
    }
}
