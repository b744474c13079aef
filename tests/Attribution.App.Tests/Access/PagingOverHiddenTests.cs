using System.Text;
using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Access;

public sealed class PagingOverHiddenTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    // A tenant of its own: totals count all of it.
    private static readonly Principal Anna = Client.Anna with { Tenant = new TenantId("paged") };

    private readonly Client _anna = new(database.System, Anna);
    private readonly Client _bob = new(database.System, Anna with { Subject = "bob" });

    [Theory]
    [InlineData("name")]
    [InlineData("updatedAt")]
    public async Task Pages_go_on_behind_a_campaign_that_was_hidden_meanwhile(string order)
    {
        var word = $"w{Guid.NewGuid():N}";
        var ids = new List<Guid>();
        foreach (var number in Enumerable.Range(0, 6))
        {
            ids.Add(await _anna.CreateAsync($"{word} {number}", "GREEN"));
        }

        var first = await PageAsync(word, order, "first: 2", after: null);
        await HideAsync(ids[1]);
        await HideAsync(ids[3]);

        var second = await PageAsync(word, order, "first: 2", End(first));
        var back = await PageAsync(word, order, "last: 5", before: End(second));

        Names(first, word).ShouldBe(["0", "1"]);
        Names(second, word).ShouldBe(["2", "4"]);
        Names(back, word).ShouldBe(["0", "2"]);
        second.GetProperty("totalCount").GetInt32().ShouldBe(4);
        second.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_cursor_holds_the_place_and_nothing_else_of_the_record_there()
    {
        var word = $"w{Guid.NewGuid():N}";
        var id = await _anna.CreateAsync(word, "GREEN");

        var page = await PageAsync(word, "createdAt", "first: 1", after: null);

        var text = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(End(page)));
        var values = JsonSerializer.Deserialize<string[]>(text)!;
        values[^1].ShouldBe($"{id:N}");
        values.Length.ShouldBe(3, text);
        text.ShouldNotContain(word);
    }

    [Fact]
    public async Task A_cursor_made_up_for_a_hidden_campaign_is_a_place_like_any_other()
    {
        var word = $"w{Guid.NewGuid():N}";
        var (seen, hidden) = (await _anna.CreateAsync($"{word} a", "GREEN"), await _anna.CreateAsync($"{word} b"));
        var cursor = End(await PageAsync(word, "createdAt", "first: 2", after: null));
        await HideAsync(hidden);

        var behind = await PageAsync(word, "createdAt", "first: 2", cursor);
        var before = await PageAsync(word, "createdAt", "last: 2", before: cursor);

        behind.GetProperty("nodes").GetArrayLength().ShouldBe(0);
        before.GetProperty("nodes")[0].GetProperty("id").GetGuid().ShouldBe(seen);
        before.GetProperty("totalCount").GetInt32().ShouldBe(1);
    }

    private async Task HideAsync(Guid id) => (await new Client(
        database.System, Anna with { Roles = [Role.SeniorAnalyst] }).SendAsync("reclassifyCampaign", new
        {
            id,
            classification = "RED",
            sharedWith = Array.Empty<string>(),
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
            reason = "why",
        })).Code().ShouldBeNull();

    private async Task<JsonElement> PageAsync(
        string word, string order, string size, string? after = null, string? before = null) => (await _bob.RunAsync(
        $$"""
        query Page($word: String!, $after: String, $before: String) {
          campaigns({{size}}, after: $after, before: $before, where: { name: { startsWith: $word } },
            order: [{ {{order}}: ASC }]) {
            totalCount nodes { id name } pageInfo { endCursor hasNextPage }
          }
        }
        """,
        new { word, after, before })).GetProperty("campaigns");

    private static string End(JsonElement page) => page.GetProperty("pageInfo").GetProperty("endCursor").GetString()!;

    private static string[] Names(JsonElement page, string word) =>
    [
        .. page.GetProperty("nodes").EnumerateArray()
            .Select(node => node.GetProperty("name").GetString()!.Replace($"{word} ", "", StringComparison.Ordinal)),
    ];
}
