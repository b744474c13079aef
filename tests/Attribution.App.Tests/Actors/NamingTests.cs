using System.Text.Json;
using Attribution.App.Tests.Hypotheses;

namespace Attribution.App.Tests.Actors;

/// <summary>Commands name only actors that exist for whoever sends them.</summary>
public sealed class NamingTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly ActorDesk _actors = new(database.System);
    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task A_hidden_actor_is_named_exactly_as_one_that_does_not_exist()
    {
        var hidden = Desk.SomeActor();
        await _actors.RegisterAsync(Desk.Otto, hidden);
        var campaign = await _desk.CampaignAsync();

        foreach (var name in new Func<string, Task<JsonElement>>[]
        {
            actor => AssociateAsync(campaign, actor), actor => _desk.ProposeAsync(Client.Anna, campaign, actor),
        })
        {
            var (refused, missing) = (await name(hidden), await name(Desk.SomeActor()));

            refused.ToString().ShouldBe(missing.ToString());
            (refused.Code(), refused.Path()).ShouldBe(("ACTOR_NOT_FOUND", "actor"));
        }
    }

    [Fact]
    public async Task An_actor_that_only_a_detector_named_can_be_named_by_who_sees_the_campaign_alone()
    {
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = $"Group {Guid.NewGuid()}";
        var promoted = await _desk.As(Client.Anna).PromoteAsync(cluster);
        var actor = promoted.Items("campaign", "hypotheses")[0].Text("actor", "stixId")!;

        (await AssociateAsync(await _desk.CampaignAsync(), actor)).Code().ShouldBeNull();
        (await _desk.ProposeAsync(Desk.Otto, await _desk.CampaignAsync(Desk.Otto), actor)).Code()
            .ShouldBe("ACTOR_NOT_FOUND");
    }

    [Fact]
    public async Task A_hidden_campaign_answers_as_one_that_does_not_exist_whatever_it_is_linked_with()
    {
        var hidden = await _desk.CampaignAsync(Desk.Otto);
        var anna = _desk.As(Client.Anna);

        foreach (var (mutation, link) in new (string, Func<Guid, object>)[]
        {
            ("associateActor", id => new { id, actor = Desk.SomeActor() }),
            ("linkInvestigation", id => new { id, investigation = Guid.NewGuid() }),
        })
        {
            (await anna.SendAsync(mutation, link(hidden))).ToString().ShouldBe(
                (await anna.SendAsync(mutation, link(Guid.NewGuid()))).ToString(), mutation);
        }
    }

    [Fact]
    public async Task A_likeness_with_an_actor_that_became_hidden_is_withdrawn_as_one_with_none()
    {
        var (ours, other) = (await _actors.ActorAsync(), await _actors.ActorAsync());
        var confidence = new { value = 60, reliability = "B", credibility = 2 };
        (await _actors.SendAsync(Client.Anna, "claimLikeness", new { id = ours, other, confidence, reason = "x" }))
            .Code().ShouldBeNull();
        var audience = Array.Empty<string>();
        await _actors.SendAsync(Client.Sofia, "reclassifyActor", new
        {
            id = other,
            classification = "RED",
            sharedWith = audience,
            releasableTo = audience,
            recipients = audience,
            reason = "a source is at risk",
        });

        var hidden = await WithdrawAsync(ours, other);
        var absent = await WithdrawAsync(ours, Guid.NewGuid());

        hidden.ToString().ShouldBe(absent.ToString());
        (hidden.Code(), hidden.Path()).ShouldBe(("ACTOR_NOT_FOUND", "other"));
    }

    private Task<JsonElement> AssociateAsync(Guid id, string actor) =>
        _desk.As(Client.Anna).SendAsync("associateActor", new { id, actor });

    private Task<JsonElement> WithdrawAsync(Guid id, Guid other) =>
        _actors.SendAsync(Client.Anna, "withdrawLikeness", new { id, other, reason = "another source" });
}
