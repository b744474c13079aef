using System.Text.Json;
using Attribution.App.Changes;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;

namespace Attribution.App.Tests.Changes;

public sealed class SubscriptionTests(AppDatabase database) : IClassFixture<AppDatabase>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Desk _desk = new(database.System);
    private readonly CancellationTokenSource _end = new(Patience);

    public void Dispose() => _end.Dispose();

    [Fact]
    public async Task A_subscriber_hears_of_each_change_of_its_campaign_and_of_no_other()
    {
        var (campaign, other) = (await _desk.CampaignAsync(), await _desk.CampaignAsync());
        await using var changes = await FollowAsync(Client.Anna, campaign);

        await _desk.As(Client.Anna).TransitAsync("activateCampaign", other);
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", campaign);
        await _desk.As(Client.Anna).TransitAsync("markCampaignDormant", campaign);

        (await NextAsync(changes)).ShouldBe((campaign, "activated"));
        (await NextAsync(changes)).ShouldBe((campaign, "went_dormant"));
    }

    [Fact]
    public async Task Who_loses_sight_of_a_campaign_hears_nothing_more_of_it()
    {
        var (secret, open) = (await _desk.CampaignAsync(), await _desk.CampaignAsync());
        await _desk.ReclassifyAsync(secret, "GREEN", "green");
        await _desk.ReclassifyAsync(open, "GREEN", "green");
        await using var anna = await FollowAsync(Client.Anna);
        await using var otto = await FollowAsync(Desk.Otto);

        await _desk.As(Client.Anna).TransitAsync("activateCampaign", secret);
        (await NextAsync(otto)).ShouldBe((secret, "activated"));
        await _desk.ReclassifyAsync(secret, "AMBER_STRICT");
        await _desk.As(Client.Anna).TransitAsync("markCampaignDormant", secret);
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", open);

        // Not even that it was reclassified: by the time it is told, the campaign does not exist for the other side.
        (await NextAsync(otto)).ShouldBe((open, "activated"));
        var heard = new List<(Guid, string?)>();
        for (var change = 0; change < 4; change++)
        {
            heard.Add(await NextAsync(anna));
        }

        heard.ShouldBe(
            [(secret, "activated"), (secret, "reclassified"), (secret, "went_dormant"), (open, "activated")]);
    }

    [Fact]
    public async Task A_filter_lets_through_what_it_names()
    {
        var (active, dormant) = (await _desk.CampaignAsync(), await _desk.CampaignAsync());
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", dormant);
        await using var changes = await SubscribeAsync(
            Client.Anna,
            "subscription { campaignChanged(where: { status: [ACTIVE] }) { campaign { id } event { type } } }",
            new { });

        await _desk.As(Client.Anna).TransitAsync("markCampaignDormant", dormant);
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", active);

        (await NextAsync(changes)).ShouldBe((active, "activated"));
    }

    [Fact]
    public async Task Changes_of_the_hypotheses_of_a_campaign_are_told_new_ones_included()
    {
        var (campaign, other) = (await _desk.CampaignAsync(), await _desk.HypothesisAsync());
        await using var changes = await SubscribeAsync(
            Client.Anna,
            """
            subscription Thoughts($campaign: UUID!) {
              hypothesisChanged(campaign: $campaign) { hypothesis { id } event { type recordedBy } }
            }
            """,
            new { campaign });

        await _desk.SupportAsync(Client.Anna, other);
        var id = await _desk.HypothesisAsync(Client.Anna, campaign);

        (await changes.MoveNextAsync()).ShouldBeTrue();
        var change = changes.Current.At("data", "hypothesisChanged");
        (change.Id("hypothesis"), change.Text("event", "type"), change.Text("event", "recordedBy"))
            .ShouldBe((id, "proposed", "anna"));
    }

    [Fact]
    public async Task Who_reads_too_slowly_is_told_and_let_go()
    {
        var campaign = await _desk.CampaignAsync();
        await using var feed = database.System.Changes.FollowAsync(new TenantId("acme"), _end.Token)
            .GetAsyncEnumerator();
        var first = await BegunAsync(() => feed.MoveNextAsync().AsTask());
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", campaign);
        await first;

        // Nobody reads on while more is stored than the buffer holds; a second reader says when all is published.
        await using var witness = await FollowAsync(Client.Anna, campaign);
        for (var sent = 0; sent <= ChangeFeed.BufferedEventsMax / 100; sent++)
        {
            await Task.WhenAll(Enumerable.Range(0, 101).Select(_ => _desk.CampaignAsync()));
        }

        await _desk.As(Client.Anna).TransitAsync("markCampaignDormant", campaign);
        (await NextAsync(witness)).ShouldBe((campaign, "went_dormant"));

        var told = await Should.ThrowAsync<GraphQLException>(async () =>
        {
            while (await feed.MoveNextAsync())
            {
            }
        });
        told.Code.ShouldBe("SLOW_CONSUMER");
    }

    private Task<IAsyncEnumerator<JsonElement>> FollowAsync(Principal caller, Guid? id = null) => SubscribeAsync(
        caller,
        "subscription Changes($id: UUID) { campaignChanged(id: $id) { campaign { id } event { type } } }",
        new { id });

    /// <summary>Subscribes and waits until what is stored from now on is sure to be heard.</summary>
    private Task<IAsyncEnumerator<JsonElement>> SubscribeAsync(Principal caller, string document, object variables) =>
        BegunAsync<IAsyncEnumerator<JsonElement>>(() => new Prefetched(
            _desk.As(caller).SubscribeAsync(document, variables, _end.Token).GetAsyncEnumerator()));

    /// <summary>Does what begins a subscription, and waits until it has begun.</summary>
    private async Task<T> BegunAsync<T>(Func<T> begin)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note() => begun.TrySetResult();
        database.System.Changes.Subscribed += Note;
        var result = begin();
        await begun.Task.WaitAsync(_end.Token);
        database.System.Changes.Subscribed -= Note;
        return result;
    }

    private static async Task<(Guid Campaign, string? Type)> NextAsync(IAsyncEnumerator<JsonElement> changes)
    {
        (await changes.MoveNextAsync()).ShouldBeTrue();
        var change = changes.Current.At("data", "campaignChanged");
        return (change.Id("campaign"), change.Text("event", "type"));
    }

    /// <summary>Asks for the first element at once, for a subscription begins when somebody reads.</summary>
    private sealed class Prefetched(IAsyncEnumerator<JsonElement> source) : IAsyncEnumerator<JsonElement>
    {
        private Task<bool>? _first = source.MoveNextAsync().AsTask();

        public JsonElement Current => source.Current;

        public ValueTask<bool> MoveNextAsync()
        {
            var next = _first is { } first ? new ValueTask<bool>(first) : source.MoveNextAsync();
            _first = null;
            return next;
        }

        public async ValueTask DisposeAsync()
        {
            if (_first is { IsCompleted: false })
            {
                // Still waiting for an event: the end of the test ends it.
                return;
            }

            await source.DisposeAsync();
        }
    }
}
