using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Actors;

public sealed class ActorKillChainTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Chain =
        "killChain { coverage unrecognised phases { tactic events firstObserved techniques { id subTechniques } } }";

    private readonly ActorDesk _desk = new(database.System);

    [Fact]
    public async Task An_actor_progresses_along_the_matrix_by_its_techniques_and_what_is_withdrawn_is_gone()
    {
        var id = await _desk.ActorAsync("T1566.001", "T1071.001");
        var whole = (await _desk.ReadAsync(Client.Anna, id, Chain)).At("killChain");

        await _desk.SendAsync(
            Client.Anna, "withdrawCapabilities", new { id, capabilities = new[] { "T1071.001" }, reason = "wrong" });

        Tactics(whole).ShouldBe(["TA0001 [2]", "TA0011 [2]"]);
        whole.At("coverage").GetDouble().ShouldBe(14.3);
        whole.Items("phases")[0].At("techniques").ToString()
            .ShouldBe("""[{"id":"T1566","subTechniques":["T1566.001"]}]""");
        whole.Items("phases")[0].IsNull("firstObserved").ShouldBeFalse();
        Tactics((await _desk.ReadAsync(Client.Anna, id, Chain)).At("killChain")).ShouldBe(["TA0001 [2]"]);
        var past = await _desk.As(Client.Anna).RunAsync(
            $$"""
            query Past($id: UUID!) {
              a: actor(id: $id, version: 2) { {{Chain}} } b: actor(id: $id, version: 1) { {{Chain}} }
            }
            """,
            new { id });
        Tactics(past.At("a", "killChain")).ShouldBe(["TA0001 [2]", "TA0011 [2]"]);
        Tactics(past.At("b", "killChain")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_profile_stands_for_counts_as_far_as_the_caller_sees_it_and_has_no_event_of_its_own()
    {
        var head = await _desk.ActorAsync("T1566");
        var seen = await _desk.ActorAsync("T1071");
        var hidden = (await _desk.RegisterAsync(Client.Sofia, classification: "RED")).Id("actor");
        await _desk.SendAsync(
            Client.Sofia, "attributeCapabilities", new { id = hidden, capabilities = new[] { "T1486" } });
        await _desk.MergeAsync(seen, head);
        await _desk.MergeAsync(hidden, head);

        Tactics((await _desk.ReadAsync(Client.Anna, head, Chain)).At("killChain"))
            .ShouldBe(["TA0001 [2]", "TA0011 []"]);
        Tactics((await _desk.ReadAsync(Client.Sofia, head, Chain)).At("killChain"))
            .ShouldBe(["TA0001 [2]", "TA0011 []", "TA0040 []"]);
    }

    [Fact]
    public async Task The_kill_chains_of_many_actors_take_as_many_statements_as_that_of_one()
    {
        var reader = Client.Anna with { Tenant = new($"tenant-{Guid.NewGuid():N}") };
        async Task<int> StatementsAsync() => await Statements.CountAsync(() =>
            _desk.As(reader).RunAsync($"{{ actors {{ nodes {{ {Chain} }} }} }}"));
        await _desk.RegisterAsync(reader);
        await StatementsAsync();
        var one = await StatementsAsync();
        await _desk.RegisterAsync(reader);
        await _desk.RegisterAsync(reader);

        (await StatementsAsync()).ShouldBe(one);
    }

    [Fact]
    public async Task Actors_and_campaigns_compare_on_techniques_and_on_tactics_with_what_a_profile_stands_for()
    {
        var (head, merged) = (await _desk.ActorAsync("T1566.001"), await _desk.ActorAsync("T1071"));
        var other = await _desk.ActorAsync("T1566", "T1048");
        await _desk.MergeAsync(merged, head);
        var cluster = Clusters.Some();
        (cluster["label"], cluster["techniques"]) = ("Night Ferry", new[] { "T1566", "T1048" });
        var campaign = (await _desk.As(Client.Anna).PromoteAsync(cluster)).Id("campaign");
        var expected =
            """{"techniques":{"shared":["T1566"],"onlyLeft":["T1071"],"onlyRight":["T1048"]}"""
            + ""","tactics":{"shared":["TA0001"],"onlyLeft":["TA0011"],"onlyRight":["TA0010"],"""
            + $"\"jaccard\":{1 / 3.0:R}}}}}";

        (await CompareAsync(Client.Anna, head, other)).ToString().ShouldBe(expected);
        (await CompareAsync(Client.Anna, head, campaign)).ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task An_actor_that_the_caller_may_not_see_compares_like_none()
    {
        var seen = await _desk.ActorAsync("T1566");
        var hidden = (await _desk.RegisterAsync(Client.Sofia, classification: "RED")).Id("actor");

        (await CompareAsync(Client.Sofia, seen, hidden)).ValueKind.ShouldBe(JsonValueKind.Object);
        (await CompareAsync(Client.Anna, seen, hidden)).ValueKind.ShouldBe(JsonValueKind.Null);
        (await CompareAsync(Client.Anna, seen, Guid.NewGuid())).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task An_actor_exports_as_a_layer_of_the_navigator_with_what_it_stands_for()
    {
        var (head, merged) = (await _desk.ActorAsync("T1566.001"), await _desk.ActorAsync("T1071"));
        await _desk.MergeAsync(merged, head);

        var read = await _desk.ReadAsync(Client.Anna, head, "name navigatorLayer");

        var layer = read.At("navigatorLayer");
        (layer.Text("name"), layer.Text("domain")).ShouldBe((read.Text("name"), "enterprise-attack"));
        layer.Items("techniques").Select(item => $"{item.Text("techniqueID")} {item.Text("tactic")}").ShouldBe(
            ["T1566 initial-access", "T1566.001 initial-access", "T1071 command-and-control"]);
    }

    private async Task<JsonElement> CompareAsync(Principal by, Guid left, Guid right) => (await _desk.As(by).RunAsync(
        """
        query Compare($left: UUID!, $right: UUID!) {
          compareKillChains(left: $left, right: $right) {
            techniques { shared onlyLeft onlyRight }
            tactics { shared onlyLeft onlyRight jaccard }
          }
        }
        """,
        new { left, right })).At("compareKillChains");

    private static string[] Tactics(JsonElement chain) =>
        [.. chain.Items("phases").Select(phase => $"{phase.Text("tactic")} {phase.At("events")}")];
}
