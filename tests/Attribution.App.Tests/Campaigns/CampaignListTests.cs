using System.Text.Json;

namespace Attribution.App.Tests.Campaigns;

public sealed class CampaignListTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Page =
        """
        query Page($after: String, $where: CampaignFilterInput) {
          campaigns(first: 4, after: $after, where: $where) {
            totalCount pageInfo { hasNextPage endCursor } nodes { id name tags } edges { cursor node { id } }
          }
        }
        """;

    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_while_campaigns_are_added_and_changed()
    {
        var expected = new HashSet<Guid>();
        for (var number = 0; number < 10; number++)
        {
            expected.Add(await PromoteAsync("paging"));
        }

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await RunAsync(new { after, where = Tagged("paging") })).GetProperty("campaigns");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid()));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;

            // A new one, and one seen already that is changed, come to the front and move nothing that is still to
            // come.
            await PromoteAsync("paging");
            await _anna.TransitAsync("activateCampaign", seen[0]);
        }
        while (after is not null);

        seen.ShouldBe(seen.Distinct());
        seen.ToHashSet().SetEquals(expected).ShouldBeTrue();
    }

    [Fact]
    public async Task Filters_hold_together_and_the_total_counts_what_they_leave()
    {
        var active = await PromoteAsync("filtered");
        await PromoteAsync("filtered");
        await _anna.TransitAsync("activateCampaign", active);

        var where = new
        {
            status = new { eq = "ACTIVE" },
            tag = new { eq = "filtered" },
            name = new { contains = "HARBOUR" },
        };
        var campaigns = (await RunAsync(new { where })).GetProperty("campaigns");

        campaigns.GetProperty("totalCount").GetInt32().ShouldBe(1);
        campaigns.GetProperty("nodes")[0].GetProperty("id").GetGuid().ShouldBe(active);
    }

    [Theory]
    [InlineData("{ campaigns(first: 101) { totalCount } }")]
    [InlineData("{ campaigns(first: -1) { totalCount } }")]
    [InlineData("{ campaigns(after: \"nonsense\") { totalCount } }")]
    [InlineData("{ campaigns(after: \"AAAA\") { totalCount } }")]
    public async Task What_cannot_be_a_page_is_refused_with_a_stable_code(string document)
    {
        var answer = await _anna.AnswerAsync(document);

        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
            .ShouldBe("BAD_USER_INPUT");
    }

    [Fact]
    public async Task A_campaign_is_found_by_its_stix_id()
    {
        var id = await PromoteAsync("stix");

        var data = await _anna.RunAsync(
            """
            query Find($id: ID!, $other: ID!) {
              found: campaign(stixId: $id) { id } none: campaign(stixId: $other) { id }
            }
            """,
            new { id = $"campaign--{id}", other = $"report--{id}" });
        var listed = await RunAsync(new { where = new { stixId = new { @in = new[] { $"campaign--{id}", "x" } } } });
        var others = await RunAsync(new { where = new { stixId = new { eq = $"report--{id}" } } });

        data.GetProperty("found").GetProperty("id").GetGuid().ShouldBe(id);
        data.GetProperty("none").ValueKind.ShouldBe(JsonValueKind.Null);
        listed.Items("campaigns", "nodes").Select(node => node.Id()).ShouldBe([id]);
        others.Number("campaigns", "totalCount").ShouldBe(0);
    }

    private static object Tagged(string tag) => new { tag = new { eq = tag } };

    private Task<JsonElement> RunAsync(object variables) => _anna.RunAsync(Page, variables);

    private async Task<Guid> PromoteAsync(string tag)
    {
        var cluster = Clusters.Some();
        cluster["tags"] = new[] { tag };
        return (await _anna.PromoteAsync(cluster)).GetProperty("campaign").GetProperty("id").GetGuid();
    }
}
