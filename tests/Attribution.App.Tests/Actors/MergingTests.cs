using System.Text.Json;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Actors;

public sealed class MergingTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly ActorDesk _desk = new(database.System);
    private readonly Desk _hypotheses = new(database.System);

    [Fact]
    public async Task What_is_known_of_a_merged_actor_is_known_of_the_one_that_stands_for_it()
    {
        var stixId = Desk.SomeActor();
        var merged = (await _desk.RegisterAsync(Client.Anna, stixId)).Id("actor");
        await _desk.SendAsync(
            Client.Anna, "attributeCapabilities", new { id = merged, capabilities = new[] { "T1003" } });
        var head = await _desk.ActorAsync("T1059");
        var campaign = await _hypotheses.CampaignAsync();
        var hypothesis = (await _hypotheses.ProposeAsync(Client.Anna, campaign, stixId)).Id("hypothesis");

        (await _desk.MergeAsync(merged, head)).Id("actor", "mergedInto").ShouldBe(head);

        var read = await _desk.ReadAsync(
            Client.Anna, head, "techniques mergedActors { id } campaigns { id } hypotheses { id }");
        read.Items("techniques").Select(technique => technique.GetString()).ShouldBe(["T1003", "T1059"]);
        read.Items("mergedActors").Single().Id().ShouldBe(merged);
        read.Items("campaigns").Single().Id().ShouldBe(campaign);
        read.Items("hypotheses").Single().Id().ShouldBe(hypothesis);
    }

    [Fact]
    public async Task A_merge_that_is_undone_has_lost_nothing()
    {
        var (merged, head) = (await _desk.ActorAsync("T1003"), await _desk.ActorAsync());
        await _desk.MergeAsync(merged, head);
        (await _desk.SendAsync(Client.Anna, "reviseActor", new { id = merged, name = "x" })).Code()
            .ShouldBe("ACTOR_MERGED");

        var payload = await _desk.SendAsync(
            Client.Sofia, "undoActorMerge", new { id = merged, reason = "two after all" });

        payload.IsNull("actor", "mergedInto").ShouldBeTrue();
        payload.Items("actor", "capabilities").Single().GetString().ShouldBe("T1003");
        (await _desk.ReadAsync(Client.Anna, head, "techniques")).Items("techniques").ShouldBeEmpty();
        (await _desk.SendAsync(Client.Anna, "reviseActor", new { id = merged, name = "x" })).Code().ShouldBeNull();
    }

    [Fact]
    public async Task A_merge_into_a_hidden_actor_is_undone_no_more_than_none()
    {
        var (merged, single) = (await _desk.ActorAsync(), await _desk.ActorAsync());
        var hidden = (await _desk.RegisterAsync(Client.Anna, classification: "RED")).Id("actor");
        await _desk.MergeAsync(merged, hidden, Client.Anna with { Roles = [Role.SeniorAnalyst] });

        var left = await UndoAsync(merged);
        var none = await UndoAsync(single);

        (left.Code(), left.Changed(), none.Code(), none.Changed()).ShouldBe((null, false, null, false));
        (await _desk.ReadAsync(Client.Anna, merged, "mergedInto { id }")).Id("mergedInto").ShouldBe(hidden);

        Task<JsonElement> UndoAsync(Guid id) =>
            _desk.SendAsync(Client.Sofia, "undoActorMerge", new { id, reason = "two after all" });
    }

    [Fact]
    public async Task Only_who_may_decide_merges_actors()
    {
        var (one, other) = (await _desk.ActorAsync(), await _desk.ActorAsync());

        (await _desk.SendAsync(Client.Anna, "mergeActor", new { id = one, into = other, reason = "x" })).Code()
            .ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task A_circle_of_merges_is_refused()
    {
        var (a, b, c) = (await _desk.ActorAsync(), await _desk.ActorAsync(), await _desk.ActorAsync());
        await _desk.MergeAsync(a, b);
        await _desk.MergeAsync(b, c);

        var payload = await _desk.MergeAsync(c, a);

        (payload.Code(), payload.Items("errors")[0].Text("path")).ShouldBe(("MERGE_CYCLE", "into"));
        (await _desk.MergeAsync(c, c)).Code().ShouldBe("SAME_ACTOR");
    }

    [Fact]
    public async Task A_circle_through_a_hidden_actor_is_refused_exactly_as_an_actor_that_does_not_exist()
    {
        var (top, low) = (await _desk.ActorAsync(), await _desk.ActorAsync());
        var hidden = (await _desk.RegisterAsync(Client.Anna, classification: "RED")).Id("actor");
        var anna = Client.Anna with { Roles = [Role.SeniorAnalyst] };
        foreach (var (id, into) in new[] { (low, hidden), (hidden, top) })
        {
            (await _desk.MergeAsync(id, into, anna)).Code().ShouldBeNull();
        }

        (await _desk.MergeAsync(top, low)).ToString()
            .ShouldBe((await _desk.MergeAsync(top, Guid.NewGuid())).ToString());
        (await _desk.MergeAsync(top, low, anna)).Code().ShouldBe("MERGE_CYCLE", "Anna sees the whole way");
    }

    [Fact]
    public async Task Of_two_opposite_merges_at_once_one_is_stored()
    {
        for (var round = 0; round < 20; round++)
        {
            var (one, other) = (await _desk.ActorAsync(), await _desk.ActorAsync());

            var payloads = await Task.WhenAll(_desk.MergeAsync(one, other), _desk.MergeAsync(other, one));

            payloads.Select(payload => payload.Code()).Order().ShouldBe([null, "MERGE_CYCLE"]);
        }
    }

    [Fact]
    public async Task Merges_of_a_ring_at_once_leave_it_open()
    {
        for (var round = 0; round < 5; round++)
        {
            var ring = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _desk.ActorAsync()));

            var payloads = await Task.WhenAll(
                ring.Select((actor, place) => _desk.MergeAsync(actor, ring[(place + 1) % ring.Length])));

            payloads.Count(payload => payload.Code() == "MERGE_CYCLE").ShouldBe(1);
            payloads.Count(payload => payload.Code() == null).ShouldBe(5);
        }
    }

    [Fact]
    public async Task A_hidden_actor_answers_as_one_that_does_not_exist()
    {
        var ours = await _desk.ActorAsync();
        var hidden = (await _desk.RegisterAsync(Desk.Otto)).Id("actor");

        (await _desk.MergeAsync(ours, hidden)).ToString().ShouldBe(
            (await _desk.MergeAsync(ours, Guid.NewGuid())).ToString());
        (await _desk.MergeAsync(hidden, ours)).ToString().ShouldBe(
            (await _desk.MergeAsync(Guid.NewGuid(), ours)).ToString());
    }

    [Fact]
    public async Task A_campaign_names_its_actors_and_shows_the_profiles_that_are_visible()
    {
        var (stixId, hidden) = (Desk.SomeActor(), Desk.SomeActor());
        var profile = (await _desk.RegisterAsync(Client.Anna, stixId)).Id("actor");
        await _desk.RegisterAsync(Client.Sofia, hidden, "Hers", "RED");
        var campaign = await _hypotheses.CampaignAsync();
        foreach (var actor in new[] { stixId, hidden })
        {
            (await _desk.As(Client.Sofia).SendAsync("associateActor", new { id = campaign, actor })).Code()
                .ShouldBeNull();
        }

        var read = await _desk.As(Client.Anna).CampaignAsync(campaign, "associatedActors { stixId name actor { id } }");

        read.Items("associatedActors").Select(reference => reference.ToString()).ShouldBe(
        [
            $$$"""{"stixId":"{{{stixId}}}","name":"Harbour Group","actor":{"id":"{{{profile}}}"}}""",
            $$$"""{"stixId":"{{{hidden}}}","name":null,"actor":null}""",
        ]);
    }
}
