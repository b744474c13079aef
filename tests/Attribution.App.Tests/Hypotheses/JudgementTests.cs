namespace Attribution.App.Tests.Hypotheses;

public sealed class JudgementTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Attribution =
        "query Read($id: UUID!) { campaign(id: $id) { contested leadingHypothesis { id } } }";

    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task A_resolved_hypothesis_takes_nothing_until_it_is_reopened()
    {
        var id = await _desk.HypothesisAsync();
        await _desk.SupportAsync(Client.Anna, id);
        (await _desk.ResolveAsync(Client.Sofia, id)).Text("hypothesis", "resolvedBy").ShouldBe("sofia");

        (await _desk.SupportAsync(Client.Anna, id)).Code().ShouldBe("HYPOTHESIS_RESOLVED");
        (await _desk.ResolveAsync(Client.Sofia, id, "REFUTED")).Code().ShouldBe("HYPOTHESIS_RESOLVED");
        var reopened = await _desk.SendAsync(Client.Sofia, "reopenHypothesis", new { id, reason = "new facts" });
        reopened.Text("hypothesis", "status").ShouldBe("OPEN");
        (await _desk.SupportAsync(Client.Anna, id)).Code().ShouldBeNull();
    }

    [Fact]
    public async Task Supported_needs_an_item_that_supports_it_and_is_not_withdrawn()
    {
        var (id, evidence) = (await _desk.HypothesisAsync(), Guid.NewGuid());
        await _desk.SupportAsync(Client.Anna, id, evidence: evidence);
        await _desk.SendAsync(Client.Anna, "withdrawEvidence", new { id, evidence, reason = "a mistake" });

        (await _desk.ResolveAsync(Client.Sofia, id)).Code().ShouldBe("NO_SUPPORTING_EVIDENCE");
    }

    [Fact]
    public async Task Who_may_not_decide_resolves_nothing() =>
        (await _desk.ResolveAsync(Client.Anna, await _desk.HypothesisAsync(), "REFUTED")).Code().ShouldBe("FORBIDDEN");

    [Fact]
    public async Task The_leading_hypothesis_is_the_supported_one_of_highest_confidence()
    {
        var campaign = await _desk.CampaignAsync();
        var weak = await SupportedAsync(campaign, weight: 40);
        var strong = await SupportedAsync(campaign, weight: 70);
        var open = await _desk.HypothesisAsync(Client.Anna, campaign);
        await _desk.SupportAsync(Client.Anna, open, weight: 100);

        var read = (await _desk.ReadAsync(Client.Anna, Attribution, new { id = campaign })).At("campaign");

        read.Id("leadingHypothesis").ShouldBe(strong);
        read.At("contested").GetBoolean().ShouldBeTrue();
        await _desk.SendAsync(Client.Sofia, "reopenHypothesis", new { id = strong, reason = "doubts" });
        var later = (await _desk.ReadAsync(Client.Anna, Attribution, new { id = campaign })).At("campaign");
        later.Id("leadingHypothesis").ShouldBe(weak);
        later.At("contested").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Hypotheses_leader_and_contest_of_a_campaign_take_one_statement_together()
    {
        var campaign = await _desk.CampaignAsync();
        await SupportedAsync(campaign, weight: 40);

        var statements = await Statements.CountAsync(() => _desk.ReadAsync(
            Client.Anna,
            "query Read($id: UUID!) { campaign(id: $id) { hypotheses { id } contested leadingHypothesis { id } } }",
            new { id = campaign }));

        // One for the campaign, one for all its hypotheses.
        statements.ShouldBe(2);
    }

    private async Task<Guid> SupportedAsync(Guid campaign, int weight)
    {
        var id = await _desk.HypothesisAsync(Client.Anna, campaign);
        await _desk.SupportAsync(Client.Anna, id, weight);
        await _desk.ResolveAsync(Client.Sofia, id);
        return id;
    }
}
