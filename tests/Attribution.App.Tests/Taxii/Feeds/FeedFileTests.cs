using System.Text;

namespace Attribution.App.Tests.Taxii.Feeds;

/// <summary>Feeds that an operator keeps in a file.</summary>
public sealed class FeedFileTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly FeedDesk _desk = new(database);

    [Fact]
    public async Task A_file_sets_feeds_up_and_changes_those_of_the_same_names()
    {
        var told = await ImportAsync("""
            [
              { "name": "isac", "apiRoot": "https://taxii.example/root/", "collection": "c", "everyMinutes": 15,
                "credentials": "isac", "types": ["campaign"], "ceiling": "AMBER_STRICT" },
              // Left out, a field is what the mutation takes for it.
              { "name": "ferries", "apiRoot": "https://ferries.example/root/", "collection": "d" }
            ]
            """);

        told.ShouldBe(["isac ", "ferries "]);
        var (ferries, isac) = (await _desk.ListAsync() is [var first, var second] ? (first, second) : default);
        isac.GetProperty("everyMinutes").GetInt32().ShouldBe(15);
        isac.GetProperty("ceiling").GetString().ShouldBe("AMBER_STRICT");
        isac.GetProperty("types")[0].GetString().ShouldBe("campaign");
        ferries.GetProperty("ceiling").GetString().ShouldBe("AMBER");
        ferries.GetProperty("everyMinutes").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        await ImportAsync("""[{ "name": "isac", "apiRoot": "https://taxii.example/root/", "collection": "e" }]""");

        (await _desk.ListAsync()).Select(feed => feed.GetProperty("collection").GetString()).ShouldBe(["d", "e"]);
    }

    [Fact]
    public async Task One_feed_that_is_refused_does_not_keep_the_others_out()
    {
        var told = await ImportAsync("""
            [
              { "name": "isac", "apiRoot": "http://taxii.example/root/", "collection": "c" },
              { "name": "ferries", "apiRoot": "https://ferries.example/root/", "collection": "d" }
            ]
            """);

        told[0].ShouldStartWith("isac INVALID_URL apiRoot:");
        told[1].ShouldBe("ferries ");
        (await _desk.ListAsync()).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("""[{ "name": "isac", "apiRoot": "https://taxii.example/" }]""")]
    [InlineData("""[{ "name": "isac", "apiRoot": "https://taxii.example/", "collection": "c", "every": 5 }]""")]
    [InlineData("""[{ "name": "isac", "apiRoot": "https://taxii.example/", "collection": "c", "ceiling": "MAUVE" }]""")]
    [InlineData("""[{ "name": "isac", "name": "isac", "apiRoot": "https://taxii.example/", "collection": "c" }]""")]
    public async Task What_is_no_list_of_feeds_sets_nothing_up(string file)
    {
        await Should.ThrowAsync<InvalidOperationException>(() => ImportAsync(file));

        (await _desk.ListAsync()).ShouldBeEmpty();
    }

    private async Task<List<string>> ImportAsync(string file)
    {
        var told = new List<string>();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));
        await _desk.System.Feeds.ImportAsync(
            content, _desk.Sofia, (name, problem) => told.Add($"{name} {problem}"), default);
        return told;
    }
}
