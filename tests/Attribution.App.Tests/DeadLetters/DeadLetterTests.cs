using System.Text;
using System.Text.Json;
using Attribution.App.Intake;
using Attribution.App.Tests.Intake;
using Attribution.Domain.Access;
using Attribution.Messaging;
using Attribution.Messaging.CloudEvents;

namespace Attribution.App.Tests.DeadLetters;

public sealed class DeadLetterTests(WorkingSystem working) : IClassFixture<WorkingSystem>
{
    private static readonly Principal Senior = Client.Anna with { Subject = "sue", Roles = [Role.SeniorAnalyst] };

    private readonly Client _sue = new(working.System, Senior);

    [Fact]
    public async Task A_dead_letter_shows_what_arrived_and_why_it_died()
    {
        var id = await DeadAsync("""{"id": "shown", "member_ids": 7}""");

        var letter = (await ListAsync(_sue, id)).ShouldHaveSingleItem();

        letter.GetProperty("body").GetString().ShouldBe("""{"id": "shown", "member_ids": 7}""");
        letter.GetProperty("code").GetString().ShouldBe("MALFORMED_CLUSTER");
        letter.GetProperty("isReadable").GetBoolean().ShouldBeTrue();
        letter.GetProperty("attempts").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("code").GetString().ShouldBe("MALFORMED_CLUSTER");
    }

    [Fact]
    public async Task A_repaired_letter_is_handled_and_the_original_is_kept()
    {
        var id = await DeadAsync("""{"id": "repaired", "member_ids": 7}""");
        await EditAsync(id, """{"id":"repaired","label":"l","member_ids":[]}""");
        var repaired = (await ListAsync(_sue, id)).ShouldHaveSingleItem();

        (await ReplayAsync(_sue, id)).ShouldBe([id]);

        (await working.OutcomeAsync(id, Senior)).Outcome.ShouldBe("handled");
        var edit = repaired.GetProperty("interventions").EnumerateArray().ShouldHaveSingleItem();
        (edit.GetProperty("kind").GetString(), edit.GetProperty("madeBy").GetString(),
            edit.GetProperty("replacedBody").GetString())
            .ShouldBe(("edited", "sue", """{"id": "repaired", "member_ids": 7}"""));
        (await ReplayAsync(_sue, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_json_is_kept_whole_and_can_be_made_a_message()
    {
        var receipt = await OfferAsync(CloudEventJson.Read("{\"specversion\":\"1.0\",\"id\":\"cut"u8.ToArray()));
        var id = receipt.Id!.Value.Value;

        var letter = (await ListAsync(_sue, id)).ShouldHaveSingleItem();
        letter.GetProperty("body").GetString().ShouldBe("{\"specversion\":\"1.0\",\"id\":\"cut");
        letter.GetProperty("isReadable").GetBoolean().ShouldBeFalse();
        (await ReplayAsync(_sue, id)).ShouldBeEmpty();

        await EditAsync(id, """{"id":"made","label":"l","member_ids":[]}""", "attribution.cluster.detected.v1");
        (await ReplayAsync(_sue, id)).ShouldBe([id]);
        (await working.OutcomeAsync(id, Senior)).Outcome.ShouldBe("handled");
    }

    [Fact]
    public async Task A_discarded_letter_is_gone_and_its_message_says_so()
    {
        var id = await DeadAsync("[]");

        (await DiscardAsync(_sue, id)).ShouldBe([id]);

        (await ListAsync(_sue, id)).ShouldBeEmpty();
        (await working.OutcomeAsync(id, Senior)).Outcome.ShouldBe("discarded");
    }

    [Fact]
    public async Task Letters_are_paged_and_found_by_what_they_have_in_common()
    {
        var ids = new List<Guid>();
        foreach (var body in new[] { "1", "2", "3" })
        {
            ids.Add(await DeadAsync(body, type: "attribution.cluster.detected.v7"));
        }

        const string Query =
            """
            query Page($after: String) {
              deadLetters(first: 2, after: $after, where: { type: { eq: "attribution.cluster.detected.v7" } }) {
                nodes { id }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;
        var first = (await _sue.RunAsync(Query)).GetProperty("deadLetters");
        var after = first.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var second = (await _sue.RunAsync(Query, new { after })).GetProperty("deadLetters");

        Ids(first.GetProperty("nodes")).Concat(Ids(second.GetProperty("nodes"))).ShouldBe(ids, ignoreOrder: true);
        second.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_letter_does_not_exist_for_those_who_may_not_see_it()
    {
        var strict = await DeadAsync("""{"member_ids":7,"classification":"AMBER+STRICT"}""");
        var unreadable = (await OfferAsync(CloudEventJson.Read("nonsense"u8.ToArray()))).Id!.Value.Value;

        foreach (var stranger in new[]
        {
            Senior with { Tenant = new TenantId("other") },
            Senior with { Organisation = new OrganisationId("red") },
            Senior with { Clearance = Tlp.Amber },
        })
        {
            var client = new Client(working.System, stranger);
            (await ListAsync(client, strict)).ShouldBeEmpty();
            (await ListAsync(client, unreadable)).ShouldBeEmpty();
            (await ReplayAsync(client, strict)).ShouldBeEmpty();
            (await DiscardAsync(client, unreadable)).ShouldBeEmpty();
        }

        (await ListAsync(_sue, strict)).Count.ShouldBe(1);
        (await ListAsync(_sue, unreadable)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Only_who_decides_may_look_at_letters()
    {
        var anna = new Client(working.System, Client.Anna);

        var list = await anna.AnswerAsync("{ deadLetters { nodes { id } } }");
        var replay = await anna.RunAsync(Mutation("replayDeadLetters"), new { id = Guid.NewGuid() });

        list.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe("FORBIDDEN");
        replay.GetProperty("replayDeadLetters").GetProperty("errors")[0].GetProperty("code").GetString()
            .ShouldBe("FORBIDDEN");
    }

    [Theory]
    [InlineData("{", "MALFORMED_JSON", "body")]
    [InlineData("{}", "DEAD_LETTER_NOT_FOUND", "id")]
    public async Task An_edit_that_cannot_be_made_says_why(string body, string code, string path)
    {
        var payload = (await _sue.RunAsync(
            """
            mutation Edit($id: UUID!, $body: String!) {
              editDeadLetter(input: { id: $id, body: $body, reason: "because" }) { errors { code path } }
            }
            """,
            new { id = Guid.NewGuid(), body })).GetProperty("editDeadLetter");

        payload.GetProperty("errors")[0].ToString().ShouldBe($$"""{"code":"{{code}}","path":"{{path}}"}""");
    }

    private async Task<Guid> DeadAsync(string body, string type = "attribution.cluster.detected.v1")
    {
        MessageBody.TryParse(Encoding.UTF8.GetBytes(body), out var content, out _).ShouldBeTrue();
        var receipt = await OfferAsync(new Reading.Message(new Envelope
        {
            Id = Guid.NewGuid().ToString(),
            Source = "/test",
            Type = type,
            Body = content!,
        }));
        var id = receipt.Id!.Value.Value;
        (await working.OutcomeAsync(id, Senior)).State.ShouldBe("dead");
        return id;
    }

    private async Task<MessageReceipt> OfferAsync(Reading reading) =>
        (await working.System.Messages.Clusters.OfferAsync([reading], Client.Anna))
            .ShouldBeOfType<IntakeReceipt.Taken>().Messages.ShouldHaveSingleItem();

    private static async Task<List<JsonElement>> ListAsync(Client client, Guid id) =>
        [.. (await client.RunAsync(
            """
            query Letter($id: UUID!) {
              deadLetters(where: { id: { eq: $id } }) {
                nodes {
                  id body code isReadable
                  attempts { attempt code }
                  interventions { kind madeBy replacedBody }
                }
              }
            }
            """,
            new { id })).GetProperty("deadLetters").GetProperty("nodes").EnumerateArray()];

    private async Task EditAsync(Guid id, string body, string? type = null) =>
        (await _sue.RunAsync(
            """
            mutation Edit($id: UUID!, $body: String!, $type: String) {
              editDeadLetter(input: { id: $id, body: $body, type: $type, reason: "mended" }) { ids errors { code } }
            }
            """,
            new { id, body, type })).GetProperty("editDeadLetter").ToString()
        .ShouldBe($$"""{"ids":["{{id}}"],"errors":[]}""");

    private static Task<Guid[]> ReplayAsync(Client client, Guid id) => DecideAsync(client, "replayDeadLetters", id);

    private static Task<Guid[]> DiscardAsync(Client client, Guid id) => DecideAsync(client, "discardDeadLetter", id);

    private static async Task<Guid[]> DecideAsync(Client client, string mutation, Guid id)
    {
        var payload = (await client.RunAsync(Mutation(mutation), new { id })).GetProperty(mutation);
        payload.GetProperty("errors").GetArrayLength().ShouldBe(0);
        return [.. payload.GetProperty("ids").EnumerateArray().Select(one => one.GetGuid())];
    }

    private static string Mutation(string name) =>
        $$"""
        mutation Decide($id: UUID!) {
          {{name}}(input: { where: { id: { eq: $id } }, reason: "because" }) { ids errors { code } }
        }
        """;

    private static IEnumerable<Guid> Ids(JsonElement nodes) =>
        nodes.EnumerateArray().Select(node => node.GetProperty("id").GetGuid());
}
