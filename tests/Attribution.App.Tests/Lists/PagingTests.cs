using System.Text.Json;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Tests.Campaigns;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using NodaTime;

namespace Attribution.App.Tests.Lists;

public sealed class PagingTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Forward =
        """
        query Page($tag: String!, $size: Int!, $at: String, $order: [CampaignSortInput!]) {
          campaigns(first: $size, after: $at, where: { tag: { eq: $tag } }, order: $order) {
            totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
        """;

    private static readonly string[] Fields =
        ["updatedAt", "createdAt", "name", "status", "confidence", "threatLevel", "firstSeen", "classification"];

    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task Pages_of_any_order_and_size_make_the_whole_list_forwards_and_backwards()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var tag = $"run-{Guid.NewGuid():N}";
        await database.System.StoreAsync(Enumerable.Range(0, 60).Select(_ => Some(random, tag)));
        for (var round = 0; round < 25; round++)
        {
            var order = random.GetItems(Fields, random.Next(1, 4)).Distinct()
                .Select(field => new Dictionary<string, string> { [field] = random.Next(2) == 0 ? "ASC" : "DESC" })
                .ToArray();
            var size = random.Next(1, 25);
            var said = $"seed {seed}, round {round}: {size} by {JsonSerializer.Serialize(order)}";

            var whole = await AllAsync(Forward, new { tag, size = 100, order }, size: 100, said);
            var forwards = await AllAsync(Forward, new { tag, size, order }, size, said);
            var backwards = await AllAsync(
                Forward.Replace("first: $size, after: $at", "last: $size, before: $at", StringComparison.Ordinal),
                new { tag, size, order },
                size,
                said);

            whole.Length.ShouldBe(60, said);
            whole.Distinct().Count().ShouldBe(60, said);
            forwards.ShouldBe(whole, said);
            backwards.ShouldBe(whole, said);
        }
    }

    [Fact]
    public async Task A_cursor_keeps_its_order_and_is_refused_in_another_one()
    {
        var tag = $"run-{Guid.NewGuid():N}";
        await database.System.StoreAsync(new[] { "c", "a", "d", "b" }.Select(name => StoredCampaigns.Named(name, tag)));
        var first = (await _anna.RunAsync(Forward, new { tag, size = 2, order = new[] { new { name = "DESC" } } }))
            .GetProperty("campaigns");
        var at = first.GetProperty("pageInfo").GetProperty("endCursor").GetString();

        var rest = await _anna.RunAsync(
            $$"""{ campaigns(after: "{{at}}", where: { tag: { eq: "{{tag}}" } }) { nodes { name } } }""");
        var other = await _anna.AnswerAsync(Forward, new { tag, size = 2, at, order = new[] { new { name = "ASC" } } });

        rest.GetProperty("campaigns").GetProperty("nodes").ToString().ShouldBe("""[{"name":"b"},{"name":"a"}]""");
        Code(other).ShouldBe("BAD_USER_INPUT");
    }

    [Theory]
    [InlineData("first: 2, last: 2")]
    [InlineData("last: 101")]
    [InlineData("before: \"WyItdXBkYXRlZEF0LC1pZCIsIngiLCJ5Il0\"")]
    [InlineData("after: \"WyJ4Il0\"")]
    [InlineData("order: [{}]")]
    [InlineData("order: [{name: ASC, status: ASC}]")]
    [InlineData("order: [{name: ASC}, {name: DESC}]")]
    public async Task What_cannot_be_a_page_is_refused_with_a_stable_code(string arguments) =>
        Code(await _anna.AnswerAsync($"{{ campaigns({arguments}) {{ totalCount }} }}")).ShouldBe("BAD_USER_INPUT");

    /// <summary>Walks the list from one end to the other.</summary>
    private async Task<Guid[]> AllAsync(string document, object variables, int size, string said)
    {
        var isBackward = document.Contains("last: $size", StringComparison.Ordinal);
        var (more, less) = isBackward ? ("hasPreviousPage", "hasNextPage") : ("hasNextPage", "hasPreviousPage");
        var pages = new List<Guid[]>();
        string? at = null;
        do
        {
            var given = JsonSerializer.SerializeToNode(variables)!.AsObject();
            given["at"] = at;
            var page = (await _anna.RunAsync(document, given)).GetProperty("campaigns");
            page.GetProperty("totalCount").GetInt32().ShouldBe(60, said);
            var info = page.GetProperty("pageInfo");
            info.GetProperty(less).GetBoolean().ShouldBe(at is not null, said);
            pages.Add([.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid())]);
            pages[^1].Length.ShouldBeLessThanOrEqualTo(size, said);
            at = info.GetProperty(more).GetBoolean()
                ? info.GetProperty(isBackward ? "startCursor" : "endCursor").GetString()
                : null;
        }
        while (at is not null);

        return [.. (isBackward ? Enumerable.Reverse(pages) : pages).SelectMany(page => page)];
    }

    /// <summary>A page of few different values, so that many stand in the same place of an order.</summary>
    private static CampaignView Some(Random random, string tag) => StoredCampaigns.Named("x", tag) with
    {
        Profile = new CampaignProfile(
            Pick(random, "A", "a", "b", "ж"),
            [],
            Objectives: [],
            ThreatLevel: Pick<ThreatLevel?>(random, null, ThreatLevel.Low, ThreatLevel.Critical),
            FirstSeen: Pick<Instant?>(random, null, StoredCampaigns.Noon)),
        Status = Pick(random, CampaignStatus.Active, CampaignStatus.Dormant),
        Handling = Handling.OwnedBy(Client.Anna.Organisation, Pick(random, Tlp.Clear, Tlp.Amber)),
        UpdatedAt = StoredCampaigns.Noon + Duration.FromTicks(random.Next(3) * NodaConstants.TicksPerMillisecond),
    };

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
