using System.Text.Json;
using Attribution.App.Tests.Actors;
using Attribution.App.Tests.Hypotheses;

namespace Attribution.App.Tests.Pipeline;

/// <summary>What no door takes, whichever command it comes with: a typed error with the path of the field, and no
/// event. What belongs to one command stands with its tests.</summary>
public sealed class BadInputTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    /// <summary>Stands for a text of a megabyte.</summary>
    private const string Megabyte = "~";

    private readonly Client _anna = new(database.System, Client.Anna);

    /// <summary>Mutation, what it is sent beside the id, and the field that is too long.</summary>
    public static TheoryData<string, string, string> Megabytes => new()
    {
        { "createCampaign", """{"name":"~"}""", "name" },
        { "createCampaign", """{"name":"x","description":"~"}""", "description" },
        { "createCampaign", """{"name":"x","aliases":["y","~"]}""", "aliases[1]" },
        { "createCampaign", """{"name":"x","objectives":["~"]}""", "objectives[0]" },
        { "reviseCampaignProfile", """{"name":"~"}""", "name" },
        { "reviseCampaignProfile", """{"aliases":["~"]}""", "aliases[0]" },
        { "concludeCampaign", """{"reason":"~"}""", "reason" },
        { "tagCampaign", """{"tags":["~"]}""", "tags[0]" },
        { "citeReference", """{"url":"https://example.org","title":"~"}""", "title" },
        { "citeReference", """{"url":"https://example.org/~"}""", "url" },
        { "identifyTargets", """{"targets":[{"kind":"SECTOR","value":"~"}]}""", "targets[0].value" },
        { "linkCluster", """{"clusterId":"~"}""", "clusterId" },
        { "openInvestigation", """{"title":"~"}""", "title" },
        { "retitleInvestigation", """{"title":"~"}""", "title" },
        { "closeInvestigation", """{"reason":"~"}""", "reason" },
        { "registerActor", """{"actor":"intrusion-set--3a5c1c9a-5d5c-4f0e-9d53-0f0b4f0c2f11","name":"~"}""", "name" },
        { "reviseActor", """{"name":"~"}""", "name" },
        { "reviseActor", """{"motivation":"~"}""", "motivation" },
        {
            "claimAlias",
            """{"name":"~","claimedBy":"ESET","confidence":{"value":60,"reliability":"B","credibility":2}}""",
            "name"
        },
        {
            "claimAlias",
            """{"name":"x","claimedBy":"~","confidence":{"value":60,"reliability":"B","credibility":2}}""",
            "claimedBy"
        },
        { "supportHypothesis", """{"evidence":{"kind":"~","description":"x"}}""", "evidence.kind" },
        { "supportHypothesis", """{"evidence":{"kind":"x","description":"~"}}""", "evidence.description" },
        {
            "supportHypothesis",
            """{"evidence":{"kind":"x","description":"x","artifacts":["~"]}}""",
            "evidence.artifacts[0]"
        },
        { "supportHypothesis", """{"evidence":{"kind":"x","description":"x","origin":"~"}}""", "evidence.origin" },
        { "reviewHypothesis", """{"note":"~"}""", "note" },
        { "reviseConfidence", """{"value":10,"reason":"~"}""", "reason" },
        {
            "relabelInfrastructure",
            """{"subject":"infrastructure--3a5c1c9a-5d5c-4f0e-9d53-0f0b4f0c2f11","role":"C2","reason":"~"}""",
            "reason"
        },
    };

    /// <summary>Mutation, what it is sent beside the id, code and path.</summary>
    public static TheoryData<string, string, string, string> OutOfRange => new()
    {
        { "reviseConfidence", """{"value":101,"reason":"x"}""", "CONFIDENCE_OUT_OF_RANGE", "value" },
        { "reviseConfidence", """{"value":-1,"reason":"x"}""", "CONFIDENCE_OUT_OF_RANGE", "value" },
        { "reviseCampaignProfile", """{"lastSeen":"2999-01-01T00:00:00Z"}""", "FUTURE_DATE", "lastSeen" },
        { "reviseCampaignProfile", """{"endDate":"2999-01-01T00:00:00Z"}""", "FUTURE_DATE", "endDate" },
        { "attributeCapabilities", """{"capabilities":["T1003","T9999"]}""", "UNKNOWN_TECHNIQUE", "capabilities[1]" },
        {
            "attributeCapabilities",
            """{"capabilities":["indicator--3a5c1c9a-5d5c-4f0e-9d53-0f0b4f0c2f11"]}""",
            "INVALID_CAPABILITY", "capabilities[0]"
        },
    };

    [Theory]
    [MemberData(nameof(Megabytes))]
    public async Task A_text_of_a_megabyte_is_refused_with_its_path_and_no_event_is_written(
        string mutation, string content, string path)
    {
        var text = new string('x', 1_000_000);
        var (payload, written) = await SendAsync(mutation, content.Replace(Megabyte, text, StringComparison.Ordinal));

        (payload.Code(), payload.Path(), written).ShouldBe(("TEXT_TOO_LONG", path, 0));
        payload.ToString().Length.ShouldBeLessThan(1_000, "The answer does not repeat the text.");
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task What_is_out_of_range_is_refused_with_its_code_and_path_and_no_event_is_written(
        string mutation, string content, string code, string path)
    {
        var (payload, written) = await SendAsync(mutation, content);

        (payload.Code(), payload.Path(), written).ShouldBe((code, path, 0));
    }

    /// <summary>Every kind of record says in the same words that it is not there, and nothing is stored.</summary>
    [Theory]
    [InlineData("reviseCampaignProfile", """{"name":"x"}""", "CAMPAIGN_NOT_FOUND")]
    [InlineData("activateCampaign", """{"reason":"x"}""", "CAMPAIGN_NOT_FOUND")]
    [InlineData("linkIndicators", """{"indicators":["3a5c1c9a-5d5c-4f0e-9d53-0f0b4f0c2f11"]}""", "CAMPAIGN_NOT_FOUND")]
    [InlineData("retitleInvestigation", """{"title":"x"}""", "INVESTIGATION_NOT_FOUND")]
    [InlineData("reviseActor", """{"name":"x"}""", "ACTOR_NOT_FOUND")]
    [InlineData("reviewHypothesis", "{}", "HYPOTHESIS_NOT_FOUND")]
    [InlineData("supportHypothesis", """{"evidence":{"kind":"x","description":"x"}}""", "HYPOTHESIS_NOT_FOUND")]
    public async Task An_id_that_nobody_knows_is_refused_with_its_path_and_no_event_is_written(
        string mutation, string content, string code)
    {
        var (payload, written) = await SendAsync(mutation, content, Guid.NewGuid());

        (payload.Code(), payload.Path(), written).ShouldBe((code, "id", 0));
    }

    /// <summary>The payload, and how many positions of the log were taken.</summary>
    private async Task<(JsonElement Payload, long Written)> SendAsync(string mutation, string content, Guid? id = null)
    {
        var sent = JsonSerializer.Deserialize<Dictionary<string, object?>>(content)!;
        if (mutation is not ("createCampaign" or "openInvestigation" or "registerActor" or "relabelInfrastructure"))
        {
            sent["id"] = id ?? await RecordAsync(mutation);
        }

        var before = await database.System.Log.FindHighWaterMarkAsync();
        var payload = await _anna.CommandAsync(mutation, sent, "__typename");
        return (payload, await database.System.Log.FindHighWaterMarkAsync() - before);
    }

    /// <summary>A record that the mutation may be sent to.</summary>
    private async Task<Guid> RecordAsync(string mutation)
    {
        var payload = database.System.Schema.Mutation!.Fields.Find(mutation)!.Type.ToString();
        return payload switch
        {
            "CampaignPayload!" => await _anna.CreateAsync(),
            "HypothesisPayload!" => await new Desk(database.System).HypothesisAsync(),
            "ActorPayload!" => await new ActorDesk(database.System).ActorAsync(),
            _ => (await _anna.SendAsync("openInvestigation", new { title = "Case" }, "investigation", "id"))
                .Id("investigation"),
        };
    }
}
