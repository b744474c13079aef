using System.Text;
using System.Text.Json;
using Attribution.App.Intake;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;
using Attribution.Messaging;
using Attribution.Messaging.CloudEvents;
using NodaTime;

namespace Attribution.App.Tests.Intake;

public sealed class ClusterMessagesTests(WorkingSystem working) : IClassFixture<WorkingSystem>
{
    private static readonly Principal Pipeline = Client.Anna with
    {
        Subject = "correlator",
        Roles = [Role.Pipeline],
    };

    private readonly Client _anna = new(working.System, Client.Anna);

    [Fact]
    public async Task A_published_cluster_becomes_a_campaign_and_its_message_tells_which()
    {
        var id = await PublishAsync(Message(Clusters.Some("from-a-message")));

        var outcome = await working.OutcomeAsync(id, Pipeline);

        (outcome.State, outcome.Outcome, outcome.Changed).ShouldBe(("done", "handled", true));
        var campaign = await _anna.RunAsync(
            "query Campaign($id: UUID!) { campaign(id: $id) { clusters createdBy organisation } }",
            new { id = outcome.CampaignId });
        campaign.GetProperty("campaign").ToString().ShouldBe(
            """{"clusters":["from-a-message"],"createdBy":"correlator","organisation":"blue"}""");
    }

    [Fact]
    public async Task A_message_published_many_times_at_once_has_one_effect()
    {
        var message = Message(Clusters.Some("published-often"));

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PublishAsync(message)));

        ids.Distinct().Count().ShouldBe(1);
        var outcome = await working.OutcomeAsync(ids[0], Pipeline);
        (await VersionAsync(outcome.CampaignId)).ShouldBe(1);
    }

    [Fact]
    public async Task Clusters_of_the_same_members_that_come_at_once_open_one_campaign()
    {
        var members = Clusters.Members(3);
        var messages = Enumerable.Range(0, 20).Select(number =>
        {
            var cluster = Clusters.Some($"kin-{number}");
            cluster["member_ids"] = members;
            return Message(cluster);
        });

        var ids = await Task.WhenAll(messages.Select(PublishAsync));

        var outcomes = await Task.WhenAll(ids.Select(id => working.OutcomeAsync(id, Pipeline)));
        outcomes.Select(outcome => outcome.State).Distinct().ShouldBe(["done"]);
        // The others wait for an analyst, who says whether they belong to it.
        outcomes.Count(outcome => outcome.CampaignId is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Two_messages_of_one_cluster_are_one_campaign_with_the_members_of_both()
    {
        var cluster = Clusters.Some("grows");
        var first = await PublishAsync(Message(cluster));
        cluster["member_ids"] = Clusters.Members(2);
        var second = await PublishAsync(Message(cluster));

        var (one, two) = (
            await working.OutcomeAsync(first, Pipeline), await working.OutcomeAsync(second, Pipeline));

        two.CampaignId.ShouldBe(one.CampaignId);
        (one.Changed, two.Changed).ShouldBe((true, true));
        (await VersionAsync(one.CampaignId)).ShouldBe(2);
    }

    [Fact]
    public async Task What_the_publisher_says_of_its_own_rights_is_overwritten()
    {
        var message = Message(Clusters.Some("boastful"));
        message = message with
        {
            Extensions = message.Extensions.Add("publisher", """{"subject":"root"}""").Add("organisation", "red"),
        };

        var outcome = await working.OutcomeAsync(await PublishAsync(message), Pipeline);

        outcome.Outcome.ShouldBe("handled");
        (await _anna.RunAsync(
            "query Campaign($id: UUID!) { campaign(id: $id) { createdBy organisation } }",
            new { id = outcome.CampaignId })).GetProperty("campaign").ToString()
            .ShouldBe("""{"createdBy":"correlator","organisation":"blue"}""");
    }

    [Theory]
    [InlineData("attribution.cluster.detected.v9", """{"id":"p1","label":"l","member_ids":[]}""", "UNKNOWN_TYPE")]
    [InlineData("attribution.cluster.detected.v1", "[]", "MALFORMED_CLUSTER")]
    [InlineData("attribution.cluster.detected.v1", "null", "MALFORMED_CLUSTER")]
    [InlineData("attribution.cluster.detected.v1", """{"id":"p2","member_ids":"no list"}""", "MALFORMED_CLUSTER")]
    [InlineData(
        "attribution.cluster.detected.v1",
        """{"id":"p3","label":"l","member_ids":[],"tenant":"other"}""",
        "WRONG_TENANT")]
    public async Task What_can_never_be_handled_is_a_dead_letter_at_once(string type, string body, string code)
    {
        MessageBody.TryParse(Encoding.UTF8.GetBytes(body), out var content, out _).ShouldBeTrue();
        var id = await PublishAsync(Message(Clusters.Some()) with { Type = type, Body = content! });

        var outcome = await working.OutcomeAsync(id, Pipeline);

        (outcome.State, outcome.Code, outcome.Attempts).ShouldBe(("dead", code, 1));
    }

    [Fact]
    public async Task An_id_with_another_body_is_a_conflict_and_the_first_body_counts()
    {
        var message = Message(Clusters.Some("first-body"));
        var first = await PublishAsync(message);

        var second = await OfferAsync(message with { Body = Message(Clusters.Some("second-body")).Body });

        (second.Kind, second.Error!.Code, second.Id!.Value.Value).ShouldBe(
            (AcceptanceKind.Conflict, "ID_REUSED", first));
        (await working.OutcomeAsync(first, Pipeline)).Outcome.ShouldBe("handled");
    }

    [Theory]
    [InlineData("tenantid", "other", "WRONG_TENANT")]
    [InlineData("scheduledtime", "2999-01-01T00:00:00Z", "INVALID_ATTRIBUTE")]
    [InlineData("id", "", "INVALID_ATTRIBUTE")]
    [InlineData("source", "/reminders", "INVALID_ATTRIBUTE")]
    [InlineData("source", "/outgoing/webhooks", "INVALID_ATTRIBUTE")]
    public async Task A_message_that_may_not_come_in_is_kept_as_a_dead_letter_of_its_publisher(
        string attribute, string value, string code)
    {
        var receipt = await OfferAsync(CloudEventJson.Read(JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["specversion"] = "1.0",
                ["id"] = Guid.NewGuid().ToString(),
                ["source"] = "/test",
                ["type"] = "attribution.cluster.detected.v1",
                ["data"] = Clusters.Some(),
                [attribute] = value,
            })));

        (receipt.Kind, receipt.Error!.Code, receipt.Error.Field).ShouldBe(
            (AcceptanceKind.KeptAsDeadLetter, code, attribute));
        (await working.OutcomeAsync(receipt.Id!.Value.Value, Pipeline)).Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_message_exists_for_its_own_organisation_alone()
    {
        var id = await PublishAsync(Message(Clusters.Some()));
        await working.OutcomeAsync(id, Pipeline);

        foreach (var stranger in new[]
        {
            Pipeline with { Tenant = new TenantId("other") },
            Pipeline with { Organisation = new OrganisationId("red") },
        })
        {
            (await working.System.Messages.FindOutcomeAsync(id, stranger, default)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Who_may_not_see_the_campaign_learns_of_its_message_that_it_was_handled_and_no_more()
    {
        var cluster = Clusters.Some();
        await _anna.PromoteAsync(cluster, "RED");
        cluster["member_ids"] = Clusters.Members(2);

        var outcome = await working.OutcomeAsync(await PublishAsync(Message(cluster)), Pipeline);

        (outcome.Outcome, outcome.CampaignId, outcome.Changed, outcome.Code).ShouldBe(("handled", null, null, null));
    }

    [Fact]
    public async Task A_publisher_that_has_lost_sight_of_the_campaign_is_not_told_of_it_any_longer()
    {
        var id = await PublishAsync(Message(Clusters.Some()));
        var campaign = (await working.OutcomeAsync(id, Pipeline)).CampaignId;
        await new Client(working.System, Client.Sofia).SendAsync("reclassifyCampaign", new
        {
            id = campaign,
            classification = "RED",
            sharedWith = Array.Empty<string>(),
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
            reason = "why",
        });

        (await working.OutcomeAsync(id, Pipeline)).CampaignId.ShouldBeNull();
    }

    [Fact]
    public async Task No_message_takes_the_name_of_a_command_or_learns_that_it_was_taken()
    {
        var campaign = await _anna.CreateAsync();
        await _anna.SendAsync(
            "activateCampaign", new { id = campaign, reason = "because", clientMutationId = "of anna" });
        var message = Message(Clusters.Some()) with { Id = "of anna", Source = "/commands/anna" };

        var outcome = await working.OutcomeAsync(await PublishAsync(message), Pipeline);

        (outcome.Outcome, outcome.Changed).ShouldBe(("handled", true));
    }

    [Fact]
    public async Task Clusters_that_come_again_and_again_are_a_machines_word_below_the_ceiling()
    {
        var publisher = Pipeline with { Roles = [Role.Analyst, Role.Pipeline] };
        var cluster = Clusters.Some("persistent");
        cluster["suggested_actor"] = "apt28";
        Guid? campaign = null;
        for (var time = 0; time < 3; time++)
        {
            cluster["member_ids"] = Clusters.Members(2);
            var receipt = await OfferAsync(new Reading.Message(Message(cluster)), publisher);
            campaign = (await working.OutcomeAsync(receipt.Id!.Value.Value, publisher)).CampaignId;
        }

        var desk = new Desk(working.System);
        var suggested = (await _anna.CampaignAsync(campaign!.Value, "hypotheses { id source confidence { value } }"))
            .Items("hypotheses").ShouldHaveSingleItem();
        var supported = await desk.SupportAsync(Client.Anna, suggested.Id(), weight: 100);

        (suggested.Text("source"), suggested.Number("confidence", "value")).ShouldBe(("CLUSTER_DETECTOR", 0));
        supported.Number("hypothesis", "confidence", "value").ShouldBe(60);
    }

    [Fact]
    public async Task A_cluster_above_its_publishers_clearance_is_refused()
    {
        var cluster = Clusters.Some();
        cluster["classification"] = "RED";
        var amber = Pipeline with { Clearance = Tlp.Amber };
        var receipt = await OfferAsync(new Reading.Message(Message(cluster)), amber);

        (await working.OutcomeAsync(receipt.Id!.Value.Value, amber)).State.ShouldBe("dead");
    }

    private static Envelope Message(object cluster)
    {
        MessageBody.TryParse(JsonSerializer.SerializeToUtf8Bytes(cluster), out var body, out _).ShouldBeTrue();
        return new Envelope
        {
            Id = Guid.NewGuid().ToString(),
            Source = "/test",
            Type = "attribution.cluster.detected.v1",
            Body = body!,
            Time = Instant.FromUtc(2026, 3, 1, 12, 0),
        };
    }

    private Task<MessageReceipt> OfferAsync(Envelope message) => OfferAsync(new Reading.Message(message));

    private async Task<MessageReceipt> OfferAsync(Reading reading, Principal? publisher = null) =>
        (await working.System.Messages.Clusters.OfferAsync([reading], publisher ?? Pipeline))
            .ShouldBeOfType<IntakeReceipt.Taken>().Messages.ShouldHaveSingleItem();

    private async Task<Guid> PublishAsync(Envelope message) => (await OfferAsync(message)).Id!.Value.Value;

    private async Task<long> VersionAsync(Guid? id) =>
        (await _anna.RunAsync("query Version($id: UUID!) { campaign(id: $id) { version } }", new { id }))
            .GetProperty("campaign").GetProperty("version").GetInt64();
}
