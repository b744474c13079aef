using System.Text.Json;

namespace Attribution.App.Tests.Hypotheses;

/// <summary>Hundreds of people at one campaign at once.</summary>
public sealed class CrowdTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const int Crowd = 300;

    [Fact]
    public async Task Hundreds_of_links_and_items_of_evidence_at_once_are_all_there_each_once()
    {
        await using var node = AttributionSystem.Open(database.ConnectionString, TestClock.Instance);
        AttributionSystem[] nodes = [database.System, node];
        var clients = Enumerable.Range(0, Crowd)
            .Select(at => new Client(nodes[at % 2], Client.Anna with { Subject = $"analyst-{at}" })).ToArray();
        var desk = new Desk(database.System);
        var id = await new Client(database.System, Client.Anna).CreateAsync();
        var hypothesis = await desk.HypothesisAsync(campaign: id);
        var indicators = Clusters.Members(Crowd);
        var evidence = indicators.Select(_ => Guid.NewGuid()).ToArray();

        // Everybody links an indicator and brings an item, and every other sends both a second time.
        await Task.WhenAll(clients.SelectMany((client, at) => Enumerable.Repeat(client, 1 + (at % 2)).SelectMany(
            sender => new[]
            {
                UntilStoredAsync(sender, "linkIndicators", new { id, indicators = new[] { indicators[at] } }),
                UntilStoredAsync(sender, "supportHypothesis", Item(hypothesis, evidence[at])),
            })));

        var read = await clients[0].RunAsync(
            """
            query Read($id: UUID!) {
              campaign(id: $id) {
                indicators version hypotheses { confidence { value } supportingEvidence { id addedBy } version }
              }
            }
            """,
            new { id });
        var campaign = read.GetProperty("campaign");
        campaign.GetProperty("indicators").Texts()
            .ShouldBe(indicators.Select(indicator => $"indicator--{indicator}"), ignoreOrder: true);
        campaign.Number("version").ShouldBe(1 + Crowd);
        var weighed = campaign.GetProperty("hypotheses")[0];
        weighed.Items("supportingEvidence").Select(item => (item.Id(), item.Text("addedBy")))
            .ShouldBe(evidence.Select((item, at) => (item, (string?)$"analyst-{at}")), ignoreOrder: true);
        weighed.Number("confidence", "value").ShouldBe(100);
    }

    private static object Item(Guid id, Guid evidence) => new
    {
        id,
        evidence = new
        {
            id = evidence,
            kind = "infrastructure_overlap",
            description = "shares a subnet",
            artifacts = new[] { $"indicator--{evidence}" },
            weight = 1,
            reliability = "B",
            credibility = 2,
        },
    };

    private static async Task UntilStoredAsync(Client client, string mutation, object input)
    {
        JsonElement payload;
        do
        {
            payload = await client.CommandAsync(mutation, input, "");
        }
        while (payload.Code() == "CONFLICT");

        payload.Code().ShouldBeNull();
    }
}
