using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Pipeline;

public sealed class CommandIdTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task A_command_sent_again_gets_its_first_answer_whatever_has_happened_since()
    {
        var id = await PromotedAsync();
        var first = await TransitAsync(_anna, "activateCampaign", id, "go");
        await TransitAsync(_anna, "markCampaignDormant", id, "stop");

        var again = await TransitAsync(_anna, "activateCampaign", id, "go");

        again.ToString().ShouldBe(first.ToString());
        again.GetProperty("campaign").GetProperty("status").GetString().ShouldBe("ACTIVE");
        (await StatusAsync(id)).ShouldBe("DORMANT");
    }

    [Fact]
    public async Task A_command_sent_again_with_the_version_its_caller_saw_is_no_conflict()
    {
        var id = await PromotedAsync();
        var first = await TransitAsync(_anna, "activateCampaign", id, "versioned", expectedVersion: 1);

        var again = await TransitAsync(_anna, "activateCampaign", id, "versioned", expectedVersion: 1);

        first.GetProperty("changed").GetBoolean().ShouldBeTrue();
        again.ToString().ShouldBe(first.ToString());
    }

    [Fact]
    public async Task A_refusal_is_the_answer_to_every_copy_of_its_command()
    {
        var id = await PromotedAsync();
        var refused = await TransitAsync(_anna, "markCampaignDormant", id, "too-early");
        await TransitAsync(_anna, "activateCampaign", id, "then");

        var again = await TransitAsync(_anna, "markCampaignDormant", id, "too-early");

        refused.GetProperty("errors").GetArrayLength().ShouldBe(1);
        again.ToString().ShouldBe(refused.ToString());
        (await StatusAsync(id)).ShouldBe("ACTIVE");
    }

    [Fact]
    public async Task A_command_that_changed_nothing_says_so_again()
    {
        var id = await PromotedAsync();
        await TransitAsync(_anna, "activateCampaign", id, "effective");
        var idle = await TransitAsync(_anna, "activateCampaign", id, "idle");

        var again = await TransitAsync(_anna, "activateCampaign", id, "idle");

        again.GetProperty("changed").GetBoolean().ShouldBeFalse();
        again.ToString().ShouldBe(idle.ToString());
    }

    [Fact]
    public async Task An_id_that_names_another_command_is_refused_and_nothing_is_stored()
    {
        var (one, other) = (await PromotedAsync(), await PromotedAsync());
        await TransitAsync(_anna, "activateCampaign", one, "taken");

        var reused = new[]
        {
            await TransitAsync(_anna, "activateCampaign", other, "taken"),
            await TransitAsync(_anna, "concludeCampaign", one, "taken"),
            await TransitAsync(_anna, "activateCampaign", one, "taken", expectedVersion: 7),
        };

        reused.ShouldAllBe(payload =>
            payload.GetProperty("errors")[0].GetProperty("code").GetString() == "COMMAND_ID_REUSED");
        reused[0].GetProperty("errors")[0].GetProperty("path").GetString().ShouldBe("clientMutationId");
        (await StatusAsync(one), await StatusAsync(other)).ShouldBe(("ACTIVE", "SUSPECTED"));
    }

    [Fact]
    public async Task An_id_counts_for_the_caller_who_gave_it_alone()
    {
        var id = await PromotedAsync();
        var bert = new Client(database.System, Client.Anna with { Subject = "bert" });
        await TransitAsync(_anna, "activateCampaign", id, "ours");

        var theirs = await TransitAsync(bert, "markCampaignDormant", id, "ours");

        theirs.GetProperty("errors").GetArrayLength().ShouldBe(0);
        theirs.GetProperty("campaign").GetProperty("status").GetString().ShouldBe("DORMANT");
    }

    [Fact]
    public async Task Copies_that_come_at_once_take_effect_once_and_get_one_answer()
    {
        var id = await PromotedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            TransitAsync(_anna, "activateCampaign", id, "at-once")));

        answers.Select(answer => answer.ToString()).Distinct().Count().ShouldBe(1);
        answers[0].GetProperty("changed").GetBoolean().ShouldBeTrue();
        answers[0].GetProperty("campaign").GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_is_shown_again_only_to_one_who_may_still_see_it()
    {
        var strict = await PromotedAsync(classification: "AMBER_STRICT");
        await TransitAsync(_anna, "activateCampaign", strict, "strict");
        var lowered = new Client(database.System, Client.Anna with { Clearance = Tlp.Green });

        var again = await TransitAsync(lowered, "activateCampaign", strict, "strict");

        again.GetProperty("campaign").ValueKind.ShouldBe(JsonValueKind.Null);
        again.GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe("CAMPAIGN_NOT_FOUND");
    }

    [Fact]
    public async Task A_promotion_sent_again_gets_its_first_answer()
    {
        var cluster = Clusters.Some();
        var first = await PromoteAsync(cluster, "promote-once");

        var again = await PromoteAsync(cluster, "promote-once");
        var other = await PromoteAsync(Clusters.Some(), "promote-once");

        first.GetProperty("changed").GetBoolean().ShouldBeTrue();
        again.ToString().ShouldBe(first.ToString());
        other.GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe("COMMAND_ID_REUSED");
    }

    [Fact]
    public void Every_mutation_takes_a_command_id_but_those_that_may_be_repeated_without() => AttributionSystem
        .BuildSchema().Mutation!.Fields
        .SelectMany(
            mutation => mutation.Arguments, (mutation, argument) => (mutation.Name, Type: argument.Type.Nullable))
        .Where(argument => argument.Type is not GraphQL.Types.InputObjectType input
            || input.Fields.Find("clientMutationId") is null)
        .Select(argument => argument.Name.ToString())
        .Where(name => !name.Contains('_', StringComparison.Ordinal))
        .ShouldBe(
            [
                "acceptMergeProposal", "rejectMergeProposal", "replayDeadLetters", "editDeadLetter",
                "discardDeadLetter", "subscribeWebhook", "removeWebhook", "importStixBundle",
                "acceptDormancyProposal", "rejectDormancyProposal",
                "saveTaxiiCollection", "removeTaxiiCollection", "saveTaxiiFeed", "removeTaxiiFeed", "pollNow",
                "pushCampaigns",
            ],
            ignoreOrder: true);

    private async Task<Guid> PromotedAsync(string? classification = null)
    {
        var payload = await _anna.PromoteAsync(Clusters.Some(), classification);
        return payload.GetProperty("campaign").GetProperty("id").GetGuid();
    }

    private async Task<JsonElement> PromoteAsync(object cluster, string commandId) =>
        (await _anna.RunAsync(
            """
            mutation Promote($cluster: JSON!, $command: String) {
              promoteCluster(input: { cluster: $cluster, clientMutationId: $command }) {
                changed
                errors { code }
                campaign { id version }
              }
            }
            """,
            new { cluster, command = commandId })).GetProperty("promoteCluster");

    private static async Task<JsonElement> TransitAsync(
        Client client, string mutation, Guid id, string commandId, long? expectedVersion = null) =>
        (await client.RunAsync(
            $$"""
            mutation Transit($id: UUID!, $version: Long, $command: String) {
              {{mutation}}(input: {
                id: $id, reason: "because", expectedVersion: $version, clientMutationId: $command
              }) {
                changed
                errors { code path currentVersion }
                campaign { id status version }
              }
            }
            """,
            new { id, version = expectedVersion, command = commandId })).GetProperty(mutation);

    private async Task<string?> StatusAsync(Guid id) =>
        (await _anna.RunAsync("query Status($id: UUID!) { campaign(id: $id) { status } }", new { id }))
            .GetProperty("campaign").GetProperty("status").GetString();
}
