using System.Text.Json;

namespace Attribution.App.Tests.Campaigns;

public sealed class HierarchyTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _bob = new(database.System, Client.Anna with { Subject = "bob" });

    [Fact]
    public async Task A_campaign_moves_below_another_and_stands_on_its_own_again()
    {
        var (parent, child) = (await _anna.CreateAsync(), await _anna.CreateAsync());

        var moved = await MoveAsync(child, parent);
        var again = await MoveAsync(child, parent);
        var removed = await _anna.SendAsync("removeParentCampaign", new { id = child }, "parentCampaign { id }");

        moved.Campaign("parentCampaign").GetProperty("id").GetGuid().ShouldBe(parent);
        (again.Code(), again.Changed()).ShouldBe((null, false));
        removed.Campaign("parentCampaign").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_campaign_never_lies_below_itself_at_any_depth()
    {
        var line = new List<Guid> { await _anna.CreateAsync() };
        for (var depth = 1; depth < 12; depth++)
        {
            line.Add(await _anna.CreateAsync());
            (await MoveAsync(line[depth], line[depth - 1])).Code().ShouldBeNull();
        }

        var before = await database.System.Log.FindHighWaterMarkAsync();
        var itself = await MoveAsync(line[0], line[0]);
        var cycle = await MoveAsync(line[0], line[^1]);

        (itself.Code(), itself.Path()).ShouldBe(("PARENT_CYCLE", "parentCampaign"));
        (cycle.Code(), cycle.Path()).ShouldBe(("PARENT_CYCLE", "parentCampaign"));
        (await database.System.Log.FindHighWaterMarkAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_cycle_through_a_hidden_campaign_is_refused_exactly_as_a_parent_that_does_not_exist()
    {
        var (top, hidden, low) = (
            await _anna.CreateAsync(), await _anna.CreateAsync(classification: "RED"), await _anna.CreateAsync());
        await MoveAsync(hidden, top);
        await MoveAsync(low, hidden);

        var refused = await _bob.SendAsync("assignParentCampaign", new { id = top, parentCampaign = low });
        var missing = await _bob.SendAsync("assignParentCampaign", new { id = top, parentCampaign = Guid.NewGuid() });

        refused.ToString().ShouldBe(missing.ToString());
        (await MoveAsync(top, low)).Code().ShouldBe("PARENT_CYCLE", "Anna sees the whole way");
    }

    [Fact]
    public async Task A_hidden_parent_is_taken_away_no_more_than_none()
    {
        var (hidden, child, single) = (
            await _anna.CreateAsync(classification: "RED"), await _anna.CreateAsync(), await _anna.CreateAsync());
        await MoveAsync(child, hidden);

        var left = await _bob.SendAsync("removeParentCampaign", new { id = child }, "parentCampaign { id }");
        var none = await _bob.SendAsync("removeParentCampaign", new { id = single }, "parentCampaign { id }");

        (none.Code(), none.Changed()).ShouldBe((null, false));
        left.ToString().ShouldBe(none.ToString());
        (await _anna.CampaignAsync(child, "parentCampaign { id }")).Id("parentCampaign").ShouldBe(hidden);
    }

    [Fact]
    public async Task A_hidden_parent_is_refused_exactly_as_one_that_does_not_exist()
    {
        var (hidden, child) = (await _anna.CreateAsync(classification: "RED"), await _anna.CreateAsync());

        var refused = await _bob.SendAsync("assignParentCampaign", new { id = child, parentCampaign = hidden });
        var missing = await _bob.SendAsync("assignParentCampaign", new { id = child, parentCampaign = Guid.NewGuid() });

        (missing.Code(), missing.Path()).ShouldBe(("PARENT_NOT_FOUND", "parentCampaign"));
        refused.ToString().ShouldBe(missing.ToString());
    }

    [Fact]
    public async Task Sub_campaigns_are_those_the_caller_may_see_changed_last_first()
    {
        var parent = await _anna.CreateAsync();
        (string Name, string Label)[] below =
            [("one", "AMBER"), ("hidden", "RED"), ("two", "AMBER"), ("three", "GREEN")];
        foreach (var (name, label) in below)
        {
            await MoveAsync(await _anna.CreateAsync(name, label), parent);
        }

        (await NamesBelowAsync(_anna, parent)).ShouldBe(["three", "two", "hidden", "one"]);
        (await NamesBelowAsync(_bob, parent)).ShouldBe(["three", "two", "one"]);
        (await NamesBelowAsync(_bob, parent, "(first: 2)")).ShouldBe(["three", "two"]);
    }

    [Fact]
    public async Task Many_moves_at_once_by_two_nodes_never_form_a_cycle()
    {
        await using var node = AttributionSystem.Open(database.ConnectionString, TestClock.Instance);
        Client[] clients = [_anna, new Client(node, Client.Anna)];
        var campaigns = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _anna.CreateAsync()));
        var random = new Random(7);
        (int Child, int Parent)[] moves =
            [.. Enumerable.Range(0, 120).Select(_ => (random.Next(campaigns.Length), random.Next(campaigns.Length)))];

        var payloads = await Task.WhenAll(moves.Select((move, at) => clients[at % clients.Length].SendAsync(
            "assignParentCampaign", new { id = campaigns[move.Child], parentCampaign = campaigns[move.Parent] })));

        payloads.Select(payload => payload.Code()).Distinct().ShouldBeSubsetOf([null, "PARENT_CYCLE", "CONFLICT"]);
        payloads.Count(payload => payload.Changed()).ShouldBeGreaterThan(campaigns.Length);
        foreach (var campaign in campaigns)
        {
            (await DepthAsync(campaign)).ShouldBeLessThan(campaigns.Length);
        }
    }

    private Task<JsonElement> MoveAsync(Guid child, Guid parent) => _anna.SendAsync(
        "assignParentCampaign", new { id = child, parentCampaign = parent }, "version parentCampaign { id }");

    private static async Task<string?[]> NamesBelowAsync(Client client, Guid parent, string arguments = "") =>
        [.. (await client.CampaignAsync(parent, $"subCampaigns{arguments} {{ name }}")).GetProperty("subCampaigns")
            .EnumerateArray().Select(below => below.GetProperty("name").GetString())];

    /// <summary>How many campaigns lie above one; more than there are when they go round in a circle.</summary>
    private async Task<int> DepthAsync(Guid campaign)
    {
        for (var depth = 0; depth < 100; depth++)
        {
            var parent = (await _anna.CampaignAsync(campaign, "parentCampaign { id }")).GetProperty("parentCampaign");
            if (parent.ValueKind == JsonValueKind.Null)
            {
                return depth;
            }

            campaign = parent.GetProperty("id").GetGuid();
        }

        return int.MaxValue;
    }
}
