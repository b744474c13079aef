using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Hypotheses;

/// <summary>What machines contribute never lifts a hypothesis above 60 before an analyst has reviewed it, whichever
/// door they try.</summary>
public sealed class MachineCeilingTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const int Ceiling = 60;

    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task A_machines_own_hypothesis_stays_below_until_an_analyst_reviews_it()
    {
        var id = await _desk.HypothesisAsync(Desk.Copilot);
        var supported = await _desk.SupportAsync(Desk.Copilot, id, weight: 100);
        var reviewed = await _desk.SendAsync(Client.Anna, "reviewHypothesis", new { id, note = "checked" });

        supported.Number("hypothesis", "confidence", "value").ShouldBe(Ceiling);
        reviewed.Number("hypothesis", "confidence", "value").ShouldBe(100);
        reviewed.Items("hypothesis", "reviewedBy").Single().GetString().ShouldBe("anna");
    }

    [Fact]
    public async Task A_machine_cannot_lift_an_analysts_hypothesis_either()
    {
        var id = await _desk.HypothesisAsync();
        await _desk.SupportAsync(Client.Anna, id, weight: 30);

        var payload = await _desk.SupportAsync(Desk.Copilot, id, weight: 100);

        payload.Number("hypothesis", "confidence", "value").ShouldBe(Ceiling);
        payload.Items("hypothesis", "supportingEvidence").Select(item => item.Text("source"))
            .ShouldBe(["ANALYST", "AI_COPILOT"]);
    }

    [Fact]
    public async Task What_a_machine_adds_after_a_review_waits_for_the_next_one()
    {
        var id = await _desk.HypothesisAsync();
        await _desk.SupportAsync(Desk.Copilot, id, weight: 50);
        await _desk.SendAsync(Client.Anna, "reviewHypothesis", new { id });

        var payload = await _desk.SupportAsync(Desk.Copilot, id, weight: 50);

        payload.Number("hypothesis", "confidence", "value").ShouldBe(Ceiling);
    }

    [Fact]
    public async Task The_hypothesis_of_the_cluster_detector_stays_below()
    {
        var pipeline = Client.Anna with { Subject = "detector", Roles = [Role.Pipeline, Role.Machine] };
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "apt28";
        var campaign = (await _desk.As(Client.Anna).PromoteAsync(cluster)).Id("campaign");
        var read = await _desk.ReadAsync(
            Client.Anna,
            "query Read($id: UUID!) { campaign(id: $id) { hypotheses { id } } }",
            new { id = campaign });
        var id = read.Items("campaign", "hypotheses").Single().Id();

        // Above the ceiling goes nothing of a hypothesis that a machine proposed, not even an analyst's evidence, until
        // it has been reviewed.
        (await _desk.SupportAsync(pipeline, id, weight: 90)).Number("hypothesis", "confidence", "value")
            .ShouldBe(Ceiling);
        (await _desk.SupportAsync(Client.Anna, id, weight: 90)).Number("hypothesis", "confidence", "value")
            .ShouldBe(Ceiling);
    }

    [Theory]
    [InlineData("source", "ANALYST")]
    [InlineData("source", "analyst")]
    [InlineData("createdBy", "anna")]
    public async Task No_input_says_who_contributes(string field, string value)
    {
        var evidence = new Dictionary<string, object?>
        {
            ["kind"] = "overlap",
            ["description"] = "x",
            [field] = value,
        };

        var answer = await _desk.As(Desk.Copilot).AnswerAsync(
            "mutation Send($input: AddEvidenceInput!) { supportHypothesis(input: $input) { changed } }",
            new { input = new { id = await _desk.HypothesisAsync(), evidence } });

        answer.Items("errors")[0].Text("message").ShouldNotBeNull().ShouldContain(field);
        answer.TryGetProperty("data", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_machine_that_holds_other_roles_as_well_stays_a_machine()
    {
        var disguised = Desk.Copilot with { Roles = [Role.Analyst, Role.SeniorAnalyst, Role.Superuser, Role.Machine] };
        var id = await _desk.HypothesisAsync(disguised);

        var payload = await _desk.SupportAsync(disguised, id, weight: 100);

        payload.Text("hypothesis", "source").ShouldBe("AI_COPILOT");
        payload.Number("hypothesis", "confidence", "value").ShouldBe(Ceiling);
        (await _desk.SendAsync(disguised, "reviewHypothesis", new { id })).Code().ShouldBe("FORBIDDEN");
        (await _desk.SendAsync(disguised, "reviseConfidence", new { id, value = 90, reason = "sure" })).Code()
            .ShouldBe("FORBIDDEN");
        (await _desk.ResolveAsync(disguised, id)).Code().ShouldBe("FORBIDDEN");
        (await _desk.SendAsync(disguised, "reopenHypothesis", new { id, reason = "again" })).Code()
            .ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task A_machine_takes_no_contradiction_away_to_rise()
    {
        var (id, contradiction) = (await _desk.HypothesisAsync(), Guid.NewGuid());
        await _desk.SupportAsync(Client.Anna, id, weight: 100);
        await _desk.ContradictAsync(Client.Anna, id, weight: 40, contradiction);

        var payload = await _desk.SendAsync(
            Desk.Copilot, "withdrawEvidence", new { id, evidence = contradiction, reason = "no" });

        payload.Code().ShouldBe("ANALYST_REQUIRED");
    }

    [Fact]
    public async Task An_analyst_goes_above_only_behind_a_review()
    {
        var id = await _desk.HypothesisAsync(Desk.Copilot);
        await _desk.SupportAsync(Desk.Copilot, id, weight: 50);

        var early = await _desk.SendAsync(Client.Anna, "reviseConfidence", new { id, value = 80, reason = "sure" });
        await _desk.SendAsync(Client.Anna, "reviewHypothesis", new { id });
        var late = await _desk.SendAsync(Client.Anna, "reviseConfidence", new { id, value = 80, reason = "sure" });

        (early.Code(), early.Items("errors")[0].Text("path")).ShouldBe(("REVIEW_REQUIRED", "value"));
        late.Number("hypothesis", "confidence", "value").ShouldBe(80);
    }

    [Fact]
    public async Task A_merged_cluster_that_names_the_same_actor_lifts_nothing()
    {
        var (cluster, other) = (Clusters.Some(), Clusters.Some());
        cluster["suggested_actor"] = other["suggested_actor"] = $"Group {Guid.NewGuid()}";
        var campaign = (await _desk.As(Client.Anna).PromoteAsync(cluster)).Id("campaign");
        var suggested = (await HypothesesAsync(campaign)).Single().Id();
        await _desk.SupportAsync(Desk.Copilot, suggested, weight: 100);

        (await _desk.As(Client.Anna).SendAsync("mergeCluster", new { id = campaign, cluster = other })).Code()
            .ShouldBeNull();

        (await HypothesesAsync(campaign)).Select(one => one.Number("confidence", "value")).ShouldBe([Ceiling]);
    }

    [Fact]
    public async Task A_merge_of_actors_adds_up_nothing_that_machines_said_of_each()
    {
        var campaign = await _desk.CampaignAsync();
        var (one, other) = (await _desk.ActorAsync(Client.Anna), await _desk.ActorAsync(Client.Anna));
        foreach (var actor in new[] { one, other })
        {
            var id = (await _desk.ProposeAsync(Desk.Copilot, campaign, actor)).Id("hypothesis");
            await _desk.SupportAsync(Desk.Copilot, id, weight: 50);
        }

        var profiles = await _desk.ReadAsync(
            Client.Sofia,
            "query Read($a: ID!, $b: ID!) { a: actor(stixId: $a) { id } b: actor(stixId: $b) { id } }",
            new { a = one, b = other });
        (await _desk.As(Client.Sofia).CommandAsync(
            "mergeActor", new { id = profiles.Id("a"), into = profiles.Id("b"), reason = "one" }, "actor { id }"))
            .Code().ShouldBeNull();
        var first = (await HypothesesAsync(campaign))[0].Id();

        (await HypothesesAsync(campaign)).Select(each => each.Number("confidence", "value")).ShouldBe([50, 50]);
        (await _desk.SupportAsync(Desk.Copilot, first, weight: 50)).Number("hypothesis", "confidence", "value")
            .ShouldBe(Ceiling);
    }

    [Fact]
    public async Task Reopening_lifts_nothing_that_waits_for_a_review()
    {
        var id = await _desk.HypothesisAsync(Desk.Copilot);
        await _desk.SupportAsync(Desk.Copilot, id, weight: 100);
        await _desk.ResolveAsync(Client.Sofia, id, "INCONCLUSIVE");
        await _desk.SendAsync(Client.Sofia, "reopenHypothesis", new { id, reason = "new facts" });

        var payload = await _desk.SupportAsync(Desk.Copilot, id, weight: 100);

        payload.Number("hypothesis", "confidence", "value").ShouldBe(Ceiling);
    }

    private async Task<JsonElement[]> HypothesesAsync(Guid campaign) => (await _desk.As(Client.Anna).CampaignAsync(
        campaign, "hypotheses { id confidence { value } }")).Items("hypotheses");
}
