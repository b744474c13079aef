using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Access;

/// <summary>The answer that is kept of a command with an id is read again under the rights of today.</summary>
public sealed class RepeatedAnswerTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly string[] Nobody = [];

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _sofia = new(database.System, Client.Sofia);
    private readonly Client _carl = new(database.System, Client.Stranger with { Subject = "carl" });

    [Theory]
    [InlineData("activateCampaign", null)]
    [InlineData("markCampaignDormant", "CAMPAIGN_NOT_ACTIVE")]
    public async Task Who_has_lost_sight_of_a_record_is_answered_as_if_there_were_none(
        string mutation, string? code)
    {
        var id = await SharedAsync();
        var (input, absent) = (Command(id, $"{id}"), Command(Guid.NewGuid(), $"{Guid.NewGuid()}"));
        var first = await _carl.SendAsync(mutation, input, "name");
        await HideAsync(id);

        var again = await _carl.SendAsync(mutation, input, "name");

        first.Code().ShouldBe(code);
        again.ToString().ShouldBe((await _carl.SendAsync(mutation, absent, "name")).ToString());
    }

    [Fact]
    public async Task Who_has_found_sight_of_it_again_gets_the_first_answer()
    {
        var id = await SharedAsync();
        var input = Command(id, "seen again");
        var first = await _carl.SendAsync("activateCampaign", input, "name status version");
        await HideAsync(id);
        await ReclassifyAsync(id, "GREEN", "red");

        (await _carl.SendAsync("activateCampaign", input, "name status version")).ToString()
            .ShouldBe(first.ToString());
    }

    [Fact]
    public async Task A_promotion_sent_again_does_not_show_the_campaign_that_has_been_hidden()
    {
        var (cluster, bob) = (Clusters.Some(), new Client(database.System, Client.Anna with { Subject = "bob" }));
        var first = await PromoteAsync(bob, cluster);
        await HideAsync(first.Campaign("id").GetGuid());

        (await PromoteAsync(bob, cluster)).ToString().ShouldBe(
            """{"changed":false,"outcome":"ACCEPTED","errors":[],"campaign":null}""");
    }

    [Fact]
    public async Task What_was_redacted_since_is_not_in_a_first_answer_either()
    {
        var input = new { name = "Jane Roe", classification = "AMBER", clientMutationId = "named" };
        var id = (await _anna.SendAsync("createCampaign", input)).Campaign("id").GetGuid();
        await _sofia.SendAsync("redactCampaign", new { id, field = "NAME", reason = "a person's" });

        var again = await _anna.SendAsync("createCampaign", input, "id name version");

        again.GetProperty("campaign").ToString().ShouldBe($$"""{"id":"{{id}}","name":"[redacted]","version":1}""");
    }

    [Fact]
    public async Task A_command_id_is_nothing_to_somebody_of_the_same_name_in_another_tenant()
    {
        var id = await _anna.CreateAsync();
        await _anna.SendAsync("activateCampaign", Command(id, "of anna"));
        var namesake = new Client(database.System, Client.Anna with { Tenant = new TenantId("rival") });
        var own = await namesake.CreateAsync();

        (await namesake.SendAsync("activateCampaign", Command(id, "of anna"))).Code().ShouldBe("CAMPAIGN_NOT_FOUND");
        (await namesake.SendAsync("activateCampaign", Command(own, "of anna"))).Changed().ShouldBeTrue();
    }

    private static object Command(Guid id, string command) =>
        new { id, reason = "because", clientMutationId = command };

    private async Task<Guid> SharedAsync() => (await _anna.SendAsync(
        "createCampaign",
        new { name = "Night Ferry", classification = "GREEN", sharedWith = new[] { "red" } })).Campaign("id").GetGuid();

    private Task HideAsync(Guid id) => ReclassifyAsync(id, "RED");

    private async Task ReclassifyAsync(Guid id, string classification, params string[] sharedWith) =>
        (await _sofia.SendAsync("reclassifyCampaign", new
        {
            id,
            classification,
            sharedWith,
            releasableTo = Nobody,
            recipients = Nobody,
            reason = "why",
        })).Code().ShouldBeNull();

    private static async Task<JsonElement> PromoteAsync(Client client, object cluster) => (await client.RunAsync(
        """
        mutation Promote($cluster: JSON!) {
          promoteCluster(input: { cluster: $cluster, clientMutationId: "again" }) {
            changed outcome errors { code } campaign { id name }
          }
        }
        """,
        new { cluster })).GetProperty("promoteCluster");
}
