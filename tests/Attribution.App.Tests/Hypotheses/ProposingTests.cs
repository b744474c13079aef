using Attribution.Domain.Access;

namespace Attribution.App.Tests.Hypotheses;

public sealed class ProposingTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task A_proposed_hypothesis_is_open_and_says_who_is_thought_to_be_behind_what()
    {
        var campaign = await _desk.CampaignAsync();
        var actor = await _desk.ActorAsync(Client.Anna);

        var payload = await _desk.ProposeAsync(Client.Anna, campaign, actor.ToUpperInvariant().Replace(
            "THREAT-ACTOR", "threat-actor", StringComparison.Ordinal));

        var read = (await _desk.ReadAsync(
            Client.Anna,
            """
            query Read($id: UUID!) {
              hypothesis(id: $id) {
                status source rationale actor { stixId name actor { id } } campaign { id } createdBy
                confidence { value }
              }
            }
            """,
            new { id = payload.Id("hypothesis") })).At("hypothesis");
        (read.Text("status"), read.Text("source"), read.Text("createdBy")).ShouldBe(("OPEN", "ANALYST", "anna"));
        (read.Text("actor", "stixId"), read.Text("actor", "name")).ShouldBe((actor, "Harbour Group"));
        read.IsNull("actor", "actor").ShouldBeFalse();
        read.Id("campaign").ShouldBe(campaign);
        (read.Text("rationale"), read.Number("confidence", "value")).ShouldBe(("same harbour", 0));
    }

    [Fact]
    public async Task Many_hypotheses_stand_side_by_side_in_one_campaign()
    {
        var campaign = await _desk.CampaignAsync();
        var first = await _desk.HypothesisAsync(Client.Anna, campaign);
        var second = await _desk.HypothesisAsync(Desk.Copilot, campaign);

        var read = await _desk.ReadAsync(
            Client.Anna,
            "query Read($id: UUID!) { campaign(id: $id) { hypotheses { id source } } }",
            new { id = campaign });

        read.Items("campaign", "hypotheses").Select(hypothesis => (hypothesis.Id(), hypothesis.Text("source")))
            .ShouldBe([(first, "ANALYST"), (second, "AI_COPILOT")]);
    }

    [Fact]
    public async Task A_campaign_that_is_hidden_answers_exactly_as_one_that_does_not_exist()
    {
        var hidden = await _desk.ProposeAsync(Desk.Otto, await _desk.CampaignAsync());
        var absent = await _desk.ProposeAsync(Desk.Otto, Guid.NewGuid());

        hidden.ToString().ShouldBe(absent.ToString());
        hidden.Code().ShouldBe("CAMPAIGN_NOT_FOUND");
    }

    [Fact]
    public async Task A_concluded_campaign_takes_no_hypothesis()
    {
        var campaign = await _desk.CampaignAsync();
        await _desk.ConcludeAsync(campaign);

        (await _desk.ProposeAsync(Client.Anna, campaign)).Code().ShouldBe("CAMPAIGN_CONCLUDED");
    }

    [Theory]
    [InlineData("malware--3a5c1c9a-5d5c-4f0e-9d53-0f0b4f0c2f11", "Group", "INVALID_ACTOR", "actor")]
    [InlineData("apt28", "Group", "INVALID_ACTOR", "actor")]
    [InlineData(null, " ", "EMPTY_TEXT", "actorName")]
    [InlineData("threat-actor--3a5c1c9a-5d5c-4f0e-9d53-0f0b4f0c2f11", "Group", "ACTOR_NOT_FOUND", "actor")]
    public async Task What_names_no_actor_is_refused_with_the_path_of_its_field(
        string? actor, string name, string code, string path)
    {
        actor ??= await _desk.ActorAsync(Client.Anna);
        var payload = await _desk.As(Client.Anna).CommandAsync(
            "proposeHypothesis",
            new { campaign = await _desk.CampaignAsync(), actor, actorName = name },
            "hypothesis { id }");

        (payload.Code(), payload.Items("errors")[0].Text("path")).ShouldBe((code, path));
    }

    [Fact]
    public async Task A_name_of_a_megabyte_is_refused_and_nothing_is_stored()
    {
        var campaign = await _desk.CampaignAsync();
        var payload = await _desk.As(Client.Anna).CommandAsync(
            "proposeHypothesis",
            new { campaign, actor = await _desk.ActorAsync(Client.Anna), actorName = new string('x', 1_000_000) },
            "hypothesis { id }");

        payload.Code().ShouldBe("TEXT_TOO_LONG");
        var read = await _desk.ReadAsync(
            Client.Anna,
            "query Read($id: UUID!) { campaign(id: $id) { hypotheses { id } } }",
            new { id = campaign });
        read.Items("campaign", "hypotheses").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_command_tells_nothing_of_a_campaign_that_is_out_of_sight_by_now()
    {
        var campaign = await _desk.CampaignAsync();
        await _desk.ReclassifyAsync(campaign, "GREEN", "green");
        var proposal = new
        {
            campaign,
            actor = await _desk.ActorAsync(Desk.Otto),
            actorName = "Harbour Group",
            clientMutationId = Guid.NewGuid().ToString(),
        };
        var first = await _desk.SendAsync(Desk.Otto, "proposeHypothesis", proposal);
        var review = new { id = first.Id("hypothesis"), clientMutationId = Guid.NewGuid().ToString() };
        (await _desk.SendAsync(Desk.Otto, "reviewHypothesis", review)).Code().ShouldBeNull();

        await _desk.ReclassifyAsync(campaign, "AMBER_STRICT");

        foreach (var (mutation, input) in new (string, object)[]
        {
            ("proposeHypothesis", proposal), ("reviewHypothesis", review),
        })
        {
            var again = await _desk.SendAsync(Desk.Otto, mutation, input);
            (again.Code(), again.IsNull("hypothesis")).ShouldBe(("HYPOTHESIS_NOT_FOUND", true), mutation);
        }
    }

    [Fact]
    public async Task Who_only_reads_proposes_nothing()
    {
        var auditor = Client.Anna with { Roles = [Role.Auditor] };

        (await _desk.ProposeAsync(auditor, await _desk.CampaignAsync())).Code().ShouldBe("FORBIDDEN");
    }
}
