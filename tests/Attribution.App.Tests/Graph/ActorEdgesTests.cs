using Attribution.App.Graph;
using Attribution.App.Tests.Actors;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Campaigns;

namespace Attribution.App.Tests.Graph;

/// <summary>What profiles of actors state, and where investigations stand, in the graph.</summary>
public sealed class ActorEdgesTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly string[] Nobody = [];

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly ActorDesk _actors = new(database.System);
    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task A_profile_states_what_its_actor_uses_whom_it_targets_and_whom_it_is_like()
    {
        var (stixId, id) = await RegisterAsync();
        var (otherStixId, other) = await RegisterAsync();
        var malware = $"malware--{Guid.NewGuid()}";
        string[] capabilities = ["T1003", malware];
        object[] targets = [new { kind = "COUNTRY", value = "DE" }];
        await SendAsync("attributeCapabilities", new { id, capabilities });
        await SendAsync("identifyTargeting", new { id, targets });
        await LikeAsync(id, other);

        var stated = await _anna.AroundAsync(stixId);

        stated.Relationships().ShouldBe(
            [
                $"{stixId} RELATED_TO {otherStixId}",
                $"{stixId} TARGETS {GraphNode.Of(new Target(TargetKind.Country, "DE")).Id}",
                $"{stixId} USES T1003",
                $"{stixId} USES {malware}",
            ],
            ignoreOrder: true);
        var likeness = stated.Items("relationships").Single(one => one.Text("type") == "RELATED_TO");
        (likeness.Number("confidence"), likeness.At("statedIn").GetGuid()).ShouldBe((60, id));
        (await _anna.CommonAsync(stixId, otherStixId)).ShouldBeEmpty();

        await SendAsync("withdrawCapabilities", new { id, capabilities, reason = "a mistake" });
        await SendAsync("discardTargeting", new { id, targets, reason = "a mistake" });
        await SendAsync("withdrawLikeness", new { id, other, reason = "a mistake" });

        (await _anna.AroundAsync(stixId)).Relationships().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_actor_is_called_what_its_profile_calls_it_for_whoever_sees_the_profile()
    {
        var (stixId, id) = await RegisterAsync();
        var campaign = await _anna.CreateAsync();
        (await _anna.SendAsync("associateActor", new { id = campaign, actor = stixId })).Code().ShouldBeNull();

        (await NameAsync(_anna)).ShouldBe("Harbour Group");
        await HideAsync(id);
        (await NameAsync(_anna)).ShouldBeNull();
        (await NameAsync(_desk.As(Client.Sofia))).ShouldBe("Harbour Group");

        async Task<string?> NameAsync(Client reader) => (await reader.AroundAsync($"campaign--{campaign}"))
            .Items("nodes").Single(node => node.Text("id") == stixId).Text("name");
    }

    [Fact]
    public async Task An_actor_and_a_campaign_meet_in_what_both_use()
    {
        var (stixId, id) = await RegisterAsync();
        await SendAsync("attributeCapabilities", new { id, capabilities = new[] { "T1210" } });
        var campaign = await _anna.CreateAsync();
        await _anna.SendAsync("observeTechniques", new { id = campaign, techniques = new[] { "T1210" } });

        (await _anna.PathAsync(stixId, $"campaign--{campaign}")).ShouldBe(
            [$"{stixId} USES T1210", $"campaign--{campaign} USES T1210"]);
        (await _anna.CommonAsync(stixId, $"campaign--{campaign}")).ShouldBe(["T1210"]);
    }

    [Fact]
    public async Task What_a_hidden_profile_states_is_not_there()
    {
        var (stixId, id) = await RegisterAsync();
        var (otherStixId, other) = await RegisterAsync();
        await SendAsync("attributeCapabilities", new { id = other, capabilities = new[] { "T1212" } });
        await LikeAsync(id, other);
        (await _anna.PathAsync(stixId, "T1212"))!.Length.ShouldBe(2);

        await HideAsync(other);

        (await _anna.AroundAsync(stixId, depth: 5)).Relationships().ShouldBeEmpty();
        (await _anna.AroundAsync(otherStixId)).Relationships().ShouldBeEmpty();
        (await _anna.PathAsync(stixId, "T1212")).ShouldBeNull();
        (await _desk.As(Client.Sofia).PathAsync(stixId, "T1212"))!.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Campaigns_of_one_investigation_are_related_through_it_for_whoever_may_see_it()
    {
        var (one, other) = (await _anna.CreateAsync(), await _anna.CreateAsync());
        var opened = (await _anna.SendAsync(
            "openInvestigation", new { title = "Case", classification = "AMBER" }, "investigation", "id"))
            .Id("investigation");
        var hidden = (await _anna.SendAsync(
            "openInvestigation", new { title = "Secret", classification = "RED" }, "investigation", "id"))
            .Id("investigation");
        foreach (var (id, investigation) in new[] { (one, opened), (other, opened), (one, hidden) })
        {
            (await _anna.SendAsync("linkInvestigation", new { id, investigation })).Code().ShouldBeNull();
        }

        var sofia = _desk.As(Client.Sofia);
        var node = $"investigation--{opened}";

        (await sofia.AroundAsync($"campaign--{one}")).Relationships()
            .ShouldBe([$"campaign--{one} RELATED_TO {node}"]);
        (await _anna.AroundAsync($"campaign--{one}")).Relationships().Length.ShouldBe(2);
        (await sofia.PathAsync($"campaign--{one}", $"campaign--{other}"))!.Length.ShouldBe(2);
        (await sofia.CommonAsync($"campaign--{one}", $"campaign--{other}")).ShouldBe([node]);
        (await sofia.AroundAsync($"investigation--{hidden}")).Relationships().ShouldBeEmpty();
    }

    private async Task<(string StixId, Guid Id)> RegisterAsync()
    {
        var stixId = Desk.SomeActor();
        return (stixId, (await _actors.RegisterAsync(Client.Anna, stixId)).Id("actor"));
    }

    private async Task SendAsync(string mutation, object input) =>
        (await _actors.SendAsync(Client.Anna, mutation, input)).Code().ShouldBeNull(mutation);

    private Task LikeAsync(Guid id, Guid other) => SendAsync(
        "claimLikeness",
        new { id, other, confidence = new { value = 60, reliability = "B", credibility = 2 }, reason = "same tools" });

    /// <summary>From here on only Sofia sees the profile.</summary>
    private async Task HideAsync(Guid id) => (await _actors.SendAsync(Client.Sofia, "reclassifyActor", new
    {
        id,
        classification = "RED",
        sharedWith = Nobody,
        releasableTo = Nobody,
        recipients = Nobody,
        reason = "a source is at risk",
    })).Code().ShouldBeNull();
}
