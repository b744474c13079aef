namespace Attribution.App.Tests.Hypotheses;

public sealed class WeighingTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task Support_less_contradiction_is_the_confidence_and_every_change_of_it_is_in_the_history()
    {
        var id = await _desk.HypothesisAsync();
        await _desk.SupportAsync(Client.Anna, id, weight: 50);
        var contradiction = Guid.NewGuid();
        await _desk.ContradictAsync(Client.Anna, id, weight: 15, contradiction);
        var payload = await _desk.SendAsync(
            Client.Anna, "withdrawEvidence", new { id, evidence = contradiction, reason = "a mistake" });

        payload.Number("hypothesis", "confidence", "value").ShouldBe(50);
        payload.Items("hypothesis", "contradictingEvidence")[0].At("withdrawn").GetBoolean().ShouldBeTrue();
        var read = await _desk.ReadAsync(
            Client.Anna,
            "query Read($id: UUID!) { hypothesis(id: $id) { confidenceHistory { value by reason } } }",
            new { id });
        read.Items("hypothesis", "confidenceHistory").Select(point => point.ToString()).ShouldBe(
        [
            """{"value":50,"by":"anna","reason":null}""",
            """{"value":35,"by":"anna","reason":null}""",
            """{"value":50,"by":"anna","reason":"a mistake"}""",
        ]);
    }

    [Fact]
    public async Task What_moves_a_confidence_no_further_is_counted_in_its_rationale_until_something_moves_it()
    {
        var (id, last) = (await _desk.HypothesisAsync(), Guid.NewGuid());
        await _desk.SupportAsync(Client.Anna, id, weight: 60);
        await _desk.SupportAsync(Client.Anna, id, weight: 60);
        (await RationaleAsync()).ShouldBe("2 supporting (weight 120), 0 contradicting (weight 0)");

        await _desk.SupportAsync(Client.Anna, id, weight: 60, last);
        await _desk.SendAsync(Client.Anna, "withdrawEvidence", new { id, evidence = last, reason = "a mistake" });
        (await RationaleAsync()).ShouldBe(
            "2 supporting (weight 120), 0 contradicting (weight 0); 2 filed or withdrawn since");

        await _desk.ContradictAsync(Client.Anna, id, weight: 40);
        (await RationaleAsync()).ShouldBe("2 supporting (weight 120), 1 contradicting (weight 40)");
        (await RationaleAsync(version: 2)).ShouldBeNull("an item was filed, and nothing was revised yet");

        async Task<string?> RationaleAsync(int? version = null) => (await _desk.ReadAsync(
            Client.Anna,
            "query Read($id: UUID!, $v: Int) { hypothesis(id: $id, version: $v) { confidence { rationale } } }",
            new { id, v = version })).Text("hypothesis", "confidence", "rationale");
    }

    [Fact]
    public async Task Evidence_reads_back_as_it_was_filed_and_as_it_was_withdrawn()
    {
        var (id, evidence) = (await _desk.HypothesisAsync(), Guid.NewGuid());
        await _desk.As(Client.Anna).CommandAsync(
            "supportHypothesis",
            new
            {
                id,
                evidence = new
                {
                    id = evidence,
                    kind = "Malware Similarity",
                    description = "same packer",
                    artifacts = new[] { "malware--1", "malware--2" },
                    weight = 20,
                    reliability = "b",
                    credibility = 3,
                    origin = "Vendor",
                    observedAt = "2026-02-01T08:00:00Z",
                },
            },
            "hypothesis { id }");
        await _desk.SendAsync(Client.Anna, "withdrawEvidence", new { id, evidence, reason = "a mistake" });

        var read = await _desk.ReadAsync(
            Client.Anna,
            """
            query Read($id: UUID!) {
              hypothesis(id: $id) {
                supportingEvidence {
                  id kind description artifacts weight reliability credibility source origin observedAt addedBy
                  withdrawn withdrawnBy withdrawnBecause
                }
              }
            }
            """,
            new { id });

        var item = read.Items("hypothesis", "supportingEvidence").Single();
        (item.Id(), item.Text("kind"), item.Text("description"))
            .ShouldBe((evidence, "malware_similarity", "same packer"));
        item.Items("artifacts").Select(artifact => artifact.GetString()).ShouldBe(["malware--1", "malware--2"]);
        (item.Number("weight"), item.Text("reliability"), item.Number("credibility")).ShouldBe((20, "B", 3));
        (item.Text("source"), item.Text("origin"), item.Text("addedBy")).ShouldBe(("ANALYST", "Vendor", "anna"));
        item.Text("observedAt").ShouldBe("2026-02-01T08:00:00Z");
        (item.At("withdrawn").GetBoolean(), item.Text("withdrawnBy"), item.Text("withdrawnBecause"))
            .ShouldBe((true, "anna", "a mistake"));
    }

    [Fact]
    public async Task The_same_item_sent_again_changes_nothing()
    {
        var (id, artifact) = (await _desk.HypothesisAsync(), $"indicator--{Guid.NewGuid()}");
        var first = await SendAsync(id, artifact);
        var again = await SendAsync(id, artifact);

        first.At("changed").GetBoolean().ShouldBeTrue();
        again.At("changed").GetBoolean().ShouldBeFalse();
        again.Items("hypothesis", "supportingEvidence").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"weight": 0}""", "WEIGHT_OUT_OF_RANGE", "evidence.weight")]
    [InlineData("""{"weight": 101}""", "WEIGHT_OUT_OF_RANGE", "evidence.weight")]
    [InlineData("""{"reliability": "G"}""", "INVALID_RELIABILITY", "evidence.reliability")]
    [InlineData("""{"credibility": 7}""", "INVALID_CREDIBILITY", "evidence.credibility")]
    [InlineData("""{"kind": ""}""", "EMPTY_TEXT", "evidence.kind")]
    [InlineData("""{"artifacts": [" "]}""", "EMPTY_TEXT", "evidence.artifacts[0]")]
    [InlineData("""{"observedAt": "2126-01-01T00:00:00Z"}""", "FUTURE_DATE", "evidence.observedAt")]
    [InlineData("""{"id": "00000000-0000-0000-0000-000000000000"}""", "INVALID_ID", "evidence.id")]
    public async Task Evidence_that_cannot_be_weighed_is_refused_and_leaves_no_event(
        string fields, string code, string path)
    {
        var id = await _desk.HypothesisAsync();
        var evidence = new Dictionary<string, object?> { ["kind"] = "overlap", ["description"] = "x" };
        foreach (var field in System.Text.Json.JsonDocument.Parse(fields).RootElement.EnumerateObject())
        {
            evidence[field.Name] = field.Value;
        }

        var payload = await _desk.SendAsync(Client.Anna, "supportHypothesis", new { id, evidence });

        (payload.Code(), payload.Items("errors")[0].Text("path")).ShouldBe((code, path));
        (await VersionAsync(id)).ShouldBe(1);
    }

    [Fact]
    public async Task Evidence_is_refused_on_a_hypothesis_of_a_concluded_campaign()
    {
        var campaign = await _desk.CampaignAsync();
        var id = await _desk.HypothesisAsync(Client.Anna, campaign);
        await _desk.ConcludeAsync(campaign);

        (await _desk.SupportAsync(Client.Anna, id)).Code().ShouldBe("CAMPAIGN_CONCLUDED");
        (await _desk.ContradictAsync(Client.Anna, id)).Code().ShouldBe("CAMPAIGN_CONCLUDED");
    }

    [Fact]
    public async Task No_evidence_stands_behind_the_conclusion_of_its_campaign_in_the_log()
    {
        for (var round = 0; round < 10; round++)
        {
            var campaign = await _desk.CampaignAsync();
            var id = await _desk.HypothesisAsync(Client.Anna, campaign);

            await Task.WhenAll(
                Enumerable.Range(0, 8).Select(async _ => { await _desk.SupportAsync(Client.Anna, id); })
                    .Append(_desk.ConcludeAsync(campaign)));

            var log = database.System.Log;
            var concluded = (await log.ReadStreamAsync(new("acme", campaign))).Single(e => e.Type == "concluded");
            (await log.ReadStreamAsync(new("acme", id))).ShouldAllBe(e => e.Position < concluded.Position);
        }
    }

    [Fact]
    public async Task Evidence_that_was_sent_for_an_older_version_is_a_conflict_with_the_present_one()
    {
        var id = await _desk.HypothesisAsync();
        await _desk.SupportAsync(Client.Anna, id);

        var payload = await _desk.SupportAsync(Client.Anna, id, expectedVersion: 1);

        (payload.Code(), payload.Items("errors")[0].Number("currentVersion")).ShouldBe(("CONFLICT", 3));
    }

    [Fact]
    public async Task Thirty_two_people_who_support_at_once_all_succeed_each_once()
    {
        var id = await _desk.HypothesisAsync();
        var people = Enumerable.Range(0, 32).Select(number => Client.Anna with { Subject = $"analyst-{number}" });
        var sent = people.Select(person => (Person: person, Evidence: Guid.NewGuid())).ToArray();

        var payloads = await Task.WhenAll(
            sent.Select(item => _desk.SupportAsync(item.Person, id, weight: 1, item.Evidence)));

        payloads.ShouldAllBe(payload => payload.Code() == null);
        var read = await _desk.ReadAsync(
            Client.Anna,
            "query Read($id: UUID!) { hypothesis(id: $id) { confidence { value } supportingEvidence { id } } }",
            new { id });
        read.Items("hypothesis", "supportingEvidence").Select(item => item.Id()).Order()
            .ShouldBe(sent.Select(item => item.Evidence).Order());
        read.Number("hypothesis", "confidence", "value").ShouldBe(32);
    }

    [Theory]
    [InlineData("supportHypothesis")]
    [InlineData("withdrawEvidence")]
    [InlineData("rateEvidence")]
    [InlineData("reviseConfidence")]
    [InlineData("reviewHypothesis")]
    [InlineData("resolveHypothesis")]
    [InlineData("reopenHypothesis")]
    public async Task A_hypothesis_of_a_hidden_campaign_answers_exactly_as_one_that_does_not_exist(string mutation)
    {
        foreach (var version in new long?[] { null, 7 })
        {
            var hidden = await _desk.SendAsync(
                Desk.Otto, mutation, Input(mutation, await _desk.HypothesisAsync(), version));
            var absent = await _desk.SendAsync(Desk.Otto, mutation, Input(mutation, Guid.NewGuid(), version));

            hidden.ToString().ShouldBe(absent.ToString());
            hidden.Code().ShouldBe("HYPOTHESIS_NOT_FOUND");
        }
    }

    private static Dictionary<string, object?> Input(string mutation, Guid id, long? version)
    {
        var input = new Dictionary<string, object?> { ["id"] = id, ["expectedVersion"] = version };
        foreach (var (name, value) in mutation switch
        {
            "supportHypothesis" => [("evidence", new { kind = "overlap", description = "x" })],
            "withdrawEvidence" => [("evidence", Guid.Empty), ("reason", "x")],
            "rateEvidence" => [("evidence", Guid.Empty), ("consistency", "NEUTRAL")],
            "resolveHypothesis" => [("resolution", "REFUTED"), ("reason", "x")],
            "reviewHypothesis" => Array.Empty<(string, object)>(),
            _ => [("reason", "x")],
        })
        {
            input[name] = value;
        }

        return input;
    }

    private Task<System.Text.Json.JsonElement> SendAsync(Guid id, string artifact) => _desk.SendAsync(
        Client.Anna,
        "supportHypothesis",
        new { id, evidence = new { kind = "overlap", description = "x", artifacts = new[] { artifact } } });

    private async Task<int> VersionAsync(Guid id) =>
        (await _desk.ReadAsync(
            Client.Anna, "query Read($id: UUID!) { hypothesis(id: $id) { version } }", new { id }))
        .Number("hypothesis", "version");
}
