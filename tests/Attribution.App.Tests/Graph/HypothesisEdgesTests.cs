using Attribution.App.Graph;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Tests.Campaigns;
using Attribution.Domain.Access;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;

namespace Attribution.App.Tests.Graph;

public sealed class HypothesisEdgesTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Author Anna = Client.Anna.AsAuthor();

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly StatedGraph _graph = new(database.System);

    [Fact]
    public async Task A_campaign_is_attributed_to_an_actor_while_a_hypothesis_says_so_that_is_open_or_supported()
    {
        var campaign = StatedGraph.Campaign("a");
        await _graph.StoreAsync(campaign);
        var hypothesis = new HypothesisView
        {
            Id = Guid.NewGuid(),
            Tenant = campaign.Tenant,
            Campaign = campaign.Id,
            Actor = $"threat-actor--{Guid.NewGuid()}",
            ActorName = "Sandworm",
            Source = Source.Analyst,
            CreatedBy = Anna.Id,
            CreatedAt = StoredCampaigns.Noon,
            UpdatedAt = StoredCampaigns.Noon,
            Version = 1,
        };

        await StateAsync(null, new HypothesisEvent.Proposed(
            hypothesis.Id, campaign.Tenant, campaign.Id, hypothesis.Actor, "Sandworm",
            Source.Analyst, null, Anna, Noon));
        (await AttributedAsync()).ShouldBe(1);
        await StateAsync(hypothesis, Resolved(Resolution.Refuted));
        (await AttributedAsync()).ShouldBe(0);
        await StateAsync(
            hypothesis with { Status = HypothesisStatus.Refuted }, new HypothesisEvent.Reopened("why", Anna, Noon));
        (await AttributedAsync()).ShouldBe(1);
        await StateAsync(hypothesis, Resolved(Resolution.Supported));
        (await AttributedAsync()).ShouldBe(1);
        await StateAsync(hypothesis, Resolved(Resolution.Inconclusive));
        (await AttributedAsync()).ShouldBe(0);

        Task StateAsync(HypothesisView? before, HypothesisEvent happened) => _graph.CommitAsync(HypothesisEdges.Rows(
            new StreamId(campaign.Tenant.Value, hypothesis.Id), before, [happened], version: 1, Noon));

        async Task<int> AttributedAsync() =>
            (await _anna.AroundAsync(hypothesis.Actor, types: ["ATTRIBUTED_TO"])).Relationships().Length;
    }

    private static NodaTime.Instant Noon => StoredCampaigns.Noon;

    private static HypothesisEvent.Resolved Resolved(Resolution resolution) => new(resolution, "why", Anna, Noon);
}
