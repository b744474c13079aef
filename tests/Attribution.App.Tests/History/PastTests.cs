using System.Text.Json;
using Attribution.App.Tests.Actors;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.History;

public sealed class PastTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Desk _desk = new(database.System);
    private readonly ActorDesk _actors = new(database.System);

    [Fact]
    public async Task A_campaign_is_shown_as_it_was_at_a_version_and_at_an_instant()
    {
        var campaign = await _desk.CampaignAsync();
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", campaign);
        await _desk.As(Client.Anna).TransitAsync("markCampaignDormant", campaign);
        var at = (await HistoryAsync(Client.Anna, campaign)).Items("history")[1].Text("recordedAt");

        var read = await _desk.ReadAsync(
            Client.Anna,
            """
            query Past($id: UUID!, $at: DateTime!) {
              first: campaign(id: $id, version: 1) { status version history { type } }
              then: campaign(id: $id, asOf: $at) { status version }
              before: campaign(id: $id, asOf: "2000-01-01T00:00:00Z") { status }
              later: campaign(id: $id, version: 9) { status }
              now: campaign(id: $id) { status }
            }
            """,
            new { id = campaign, at });

        (read.Text("first", "status"), read.Number("first", "version")).ShouldBe(("SUSPECTED", 1));
        read.Items("first", "history").Single().Text("type").ShouldBe("promoted");
        (read.Text("then", "status"), read.Number("then", "version")).ShouldBe(("ACTIVE", 2));
        (read.IsNull("before"), read.IsNull("later")).ShouldBe((true, true));
        read.Text("now", "status").ShouldBe("DORMANT");
    }

    [Fact]
    public async Task The_hypotheses_of_a_past_campaign_are_those_of_that_moment()
    {
        var campaign = await _desk.CampaignAsync();
        var early = await _desk.HypothesisAsync(Client.Anna, campaign);
        await _desk.SupportAsync(Client.Anna, early, weight: 30);
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", campaign);
        await _desk.SupportAsync(Client.Anna, early, weight: 30);
        await _desk.HypothesisAsync(Client.Anna, campaign);

        var read = await _desk.ReadAsync(
            Client.Anna,
            "query Past($id: UUID!) { campaign(id: $id, version: 2) { hypotheses { id confidence { value } } } }",
            new { id = campaign });

        read.Items("campaign", "hypotheses").Select(view => (view.Id(), view.Number("confidence", "value")))
            .ShouldBe([(early, 30)]);
    }

    [Fact]
    public async Task A_hypothesis_and_an_actor_are_shown_as_they_were()
    {
        var id = await _desk.HypothesisAsync();
        await _desk.SupportAsync(Client.Anna, id, weight: 30);
        await _desk.SupportAsync(Client.Anna, id, weight: 30);
        var actor = await _actors.ActorAsync("T1003");

        var read = await _desk.ReadAsync(
            Client.Anna,
            """
            query Past($id: UUID!, $actor: UUID!) {
              hypothesis(id: $id, version: 3) { confidence { value } confidenceHistory { value } }
              actor(id: $actor, version: 1) { capabilities }
            }
            """,
            new { id, actor });

        read.Number("hypothesis", "confidence", "value").ShouldBe(30);
        read.Items("hypothesis", "confidenceHistory").Length.ShouldBe(1);
        read.Items("actor", "capabilities").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_redacted_is_not_read_in_the_past_either()
    {
        var campaign = await _desk.CampaignAsync();
        await _desk.As(Client.Sofia).SendAsync(
            "redactCampaign", new { id = campaign, field = "DESCRIPTION", reason = "names a victim" });

        var read = await _desk.ReadAsync(
            Client.Anna,
            "query Past($id: UUID!) { campaign(id: $id, version: 1) { name description } }",
            new { id = campaign });

        read.IsNull("campaign", "description").ShouldBeTrue();
        read.Text("campaign", "name").ShouldBe("cluster:ipv4-addr:harbour+T1059.001");
    }

    [Fact]
    public async Task The_past_is_read_with_todays_rights()
    {
        var campaign = await _desk.CampaignAsync();
        var id = await _desk.HypothesisAsync(Client.Anna, campaign);
        var colleague = Client.Anna with { Subject = "ben" };
        await _desk.ReclassifyAsync(campaign, "RED");

        foreach (var (caller, isHidden) in new[] { (colleague, true), (Client.Anna, false) })
        {
            var read = await _desk.ReadAsync(
                caller,
                """
                query Past($campaign: UUID!, $id: UUID!) {
                  campaign(id: $campaign, version: 1) { id }
                  hypothesis(id: $id, version: 1) { id }
                  told: history(id: $campaign) { type }
                  thought: history(id: $id) { type }
                }
                """,
                new { campaign, id });
            read.EnumerateObject().ShouldAllBe(field => field.Value.ValueKind == JsonValueKind.Null == isHidden);
        }
    }

    [Theory]
    [InlineData("version: 0")]
    [InlineData("version: 1, asOf: \"2026-03-01T12:00:00Z\"")]
    public async Task What_is_no_moment_is_refused(string arguments)
    {
        var answer = await _desk.As(Client.Anna).AnswerAsync(
            $"query Past($id: UUID!) {{ campaign(id: $id, {arguments}) {{ id }} }}",
            new { id = await _desk.CampaignAsync() });

        answer.Items("errors")[0].Text("extensions", "code").ShouldBe("BAD_USER_INPUT");
    }

    [Fact]
    public async Task The_history_of_any_stream_says_what_happened_by_whom_and_why()
    {
        var id = await _desk.HypothesisAsync();
        var evidence = Guid.NewGuid();
        await _desk.SupportAsync(Client.Anna, id, evidence: evidence);
        await _desk.SendAsync(Client.Anna, "withdrawEvidence", new { id, evidence, reason = "a mistake" });

        var history = await HistoryAsync(Client.Anna, id);

        history.Items("history").Select(entry => (entry.Text("summary"), entry.Text("reason"))).ShouldBe(
        [
            ("Proposed that Harbour Group is behind it.", null),
            ("Supported by infrastructure_overlap, weight 10, B2.", null),
            ("Confidence is 10, B4 (LOW).", null),
            ($"Withdrew item {evidence}.", "a mistake"),
            ("Confidence is 0, F6 (LOW).", "a mistake"),
        ]);
        (await HistoryAsync(Client.Anna, Guid.NewGuid())).IsNull("history").ShouldBeTrue();
    }

    private Task<JsonElement> HistoryAsync(Principal caller, Guid id) => _desk.ReadAsync(
        caller,
        "query History($id: UUID!) { history(id: $id) { summary reason recordedAt recordedBy } }",
        new { id });
}
