using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Actors;

public sealed class ProfileTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly ActorDesk _desk = new(database.System);

    [Fact]
    public async Task A_registered_actor_is_found_by_its_id_and_its_stix_id()
    {
        var stixId = Desk.SomeActor();
        var id = (await _desk.RegisterAsync(Client.Anna, stixId)).Id("actor");

        var data = await _desk.As(Client.Anna).RunAsync(
            """
            query Find($id: UUID!, $stixId: ID!, $uuid: UUID!) {
              one: actor(id: $id) { name stixId organisation }
              other: actor(stixId: $stixId) { id }
              third: actor(id: $uuid) { id }
            }
            """,
            new { id, stixId, uuid = stixId["threat-actor--".Length..] });

        (data.Text("one", "name"), data.Text("one", "stixId"), data.Text("one", "organisation"))
            .ShouldBe(("Harbour Group", stixId, "blue"));
        (data.Id("other"), data.Id("third")).ShouldBe((id, id));
    }

    [Fact]
    public async Task Two_organisations_have_a_profile_of_one_actor_each_and_see_their_own()
    {
        var stixId = Desk.SomeActor();
        var ours = (await _desk.RegisterAsync(Client.Anna, stixId)).Id("actor");

        var theirs = await _desk.RegisterAsync(Desk.Otto, stixId);

        theirs.Code().ShouldBeNull();
        theirs.Id("actor").ShouldNotBe(ours);
        (await _desk.ReadAsync(Desk.Otto, ours, "id")).ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Registering_again_changes_nothing_and_registering_otherwise_is_refused()
    {
        var stixId = Desk.SomeActor();
        await _desk.RegisterAsync(Client.Anna, stixId);

        (await _desk.RegisterAsync(Client.Anna, stixId)).At("changed").GetBoolean().ShouldBeFalse();
        (await _desk.RegisterAsync(Client.Anna, stixId, "Another name")).Code().ShouldBe("ACTOR_EXISTS");
    }

    [Theory]
    [InlineData("apt28", "x", "INVALID_ACTOR", "actor")]
    [InlineData("malware--3a5c1c9a-5d5c-4f0e-9d53-0f0b4f0c2f11", "x", "INVALID_ACTOR", "actor")]
    [InlineData("threat-actor--3a5c1c9a-5d5c-4f0e-9d53-0f0b4f0c2f11", "", "EMPTY_TEXT", "name")]
    public async Task What_is_no_actor_is_refused_with_the_path_of_its_field(
        string actor, string name, string code, string path)
    {
        var payload = await _desk.RegisterAsync(Client.Anna, actor, name);

        (payload.Code(), payload.Items("errors")[0].Text("path")).ShouldBe((code, path));
    }

    [Fact]
    public async Task A_label_above_the_callers_clearance_is_refused() =>
        (await _desk.RegisterAsync(Client.Anna with { Clearance = Tlp.Green }, classification: "RED")).Code()
            .ShouldBe("ABOVE_CLEARANCE");

    [Fact]
    public async Task An_edit_touches_what_it_names_and_clears_what_is_null()
    {
        var id = await _desk.ActorAsync();
        await _desk.SendAsync(Client.Anna, "reviseActor", new { id, description = "old", suspectedCountry = "de" });

        await _desk.SendAsync(Client.Anna, "reviseActor", new { id, description = (string?)null, name = "Renamed" });

        (await _desk.ReadAsync(Client.Anna, id, "name description suspectedCountry")).ToString().ShouldBe(
            """{"name":"Renamed","description":null,"suspectedCountry":"DE"}""");
    }

    [Fact]
    public async Task An_alias_is_a_claim_of_somebody_and_taken_back_by_itself()
    {
        var id = await _desk.ActorAsync();
        var confidence = new { value = 80, reliability = "B", credibility = 2 };
        await _desk.SendAsync(Client.Anna, "claimAlias", new { id, name = "APT 1", claimedBy = "One", confidence });
        await _desk.SendAsync(Client.Anna, "claimAlias", new { id, name = "APT 1", claimedBy = "Two", confidence });

        var payload = await _desk.SendAsync(
            Client.Anna, "withdrawAlias", new { id, name = "apt 1", claimedBy = "one", reason = "a mistake" });

        payload.Items("actor", "aliases").Select(alias => alias.ToString())
            .ShouldBe(["""{"name":"APT 1","claimedBy":"Two","confidence":{"label":"B2 (HIGH)"}}"""]);
    }

    [Fact]
    public async Task A_profile_that_is_reclassified_disappears_for_whom_it_no_longer_concerns()
    {
        var id = await _desk.ActorAsync();
        var colleague = Client.Anna with { Subject = "ben" };

        var payload = await _desk.SendAsync(
            Client.Sofia,
            "reclassifyActor",
            new
            {
                id,
                classification = "RED",
                sharedWith = Array.Empty<string>(),
                releasableTo = Array.Empty<string>(),
                recipients = Array.Empty<string>(),
                reason = "a source is at risk",
            });

        payload.Code().ShouldBeNull();
        (await _desk.ReadAsync(Client.Sofia, id, "id")).Id().ShouldBe(id);
        (await _desk.ReadAsync(colleague, id, "id")).ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await _desk.SendAsync(colleague, "reviseActor", new { id, name = "x" })).ToString().ShouldBe(
            (await _desk.SendAsync(colleague, "reviseActor", new { id = Guid.NewGuid(), name = "x" })).ToString());
    }

    [Fact]
    public async Task A_technique_that_no_release_knows_is_refused_by_hand()
    {
        var id = await _desk.ActorAsync();

        var payload = await _desk.SendAsync(
            Client.Anna, "attributeCapabilities", new { id, capabilities = new[] { "T1003", "T9999" } });

        (payload.Code(), payload.Path()).ShouldBe(("UNKNOWN_TECHNIQUE", "capabilities[1]"));
        (await _desk.ReadAsync(Client.Anna, id, "capabilities")).Items("capabilities").ShouldBeEmpty();
    }

    [Fact]
    public async Task Sub_techniques_count_for_their_parents_when_actors_are_compared()
    {
        var one = await _desk.ActorAsync("T1059.001", "T1003");
        var other = await _desk.ActorAsync("T1059.003", "T1566");

        var read = await _desk.ReadAsync(
            Client.Anna, one, $"overlap(with: \"{other}\") {{ shared only onlyOther jaccard }}");

        read.At("overlap").ToString().ShouldBe(
            """{"shared":["T1059"],"only":["T1003"],"onlyOther":["T1566"],"jaccard":0.3333333333333333}""");
    }
}
