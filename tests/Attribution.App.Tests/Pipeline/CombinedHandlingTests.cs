using Attribution.App.Hypotheses;
using Attribution.App.Pipeline;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using Attribution.Messaging;
using Outcome = Attribution.App.Pipeline.CommandOutcome<Attribution.App.Hypotheses.HypothesisDetails.HypothesisView>;

namespace Attribution.App.Tests.Pipeline;

/// <summary>Commands on one hypothesis that come while another one is being stored.</summary>
public sealed class CombinedHandlingTests(AppDatabase database) : IClassFixture<AppDatabase>, IAsyncLifetime
{
    private readonly Turns _turns = new();
    private readonly TestClock _clock = new();
    private readonly Desk _desk = new(database.System);
    private CombinedHandling _handling = null!;
    private StreamId _stream;
    private int _prepared;

    public async Task InitializeAsync()
    {
        _handling = new CombinedHandling(database.System.Log, _turns, _clock);
        _stream = new StreamId("acme", await _desk.HypothesisAsync());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task They_share_commits_and_each_has_its_own_author_reason_and_answer()
    {
        const int people = 20;
        var outcomes = await TogetherAsync(
            [.. Enumerable.Range(0, people).Select(number => new Sent(Weight: 1, By: $"analyst-{number}"))]);

        var done = outcomes.Select(outcome => outcome.ShouldBeOfType<Outcome.Done>()).ToArray();
        done.ShouldAllBe(outcome => outcome.Changed && outcome.View.Version == outcome.Version);
        done.Select(outcome => outcome.View.Evidence.Length).Order().ShouldBe(Enumerable.Range(1, people));
        var events = (await database.System.Log.ReadStreamAsync(_stream)).Skip(1).ToArray();
        events.Select(happened => happened.Version).ShouldBe(Enumerable.Range(2, 2 * people).Select(at => (long)at));
        events.Select(happened => (happened.UserId, happened.Reason)).Distinct().Order().ShouldBe(
            Enumerable.Range(0, people).Select(number => $"analyst-{number}")
                .Select(person => ((string?)person, (string?)$"of {person}")).Order());
        events.Select(happened => happened.RecordedAt).Distinct().Count().ShouldBeLessThan(people / 2);
        var page = await _desk.ReadAsync(
            Client.Anna, "query Read($id: UUID!) { hypothesis(id: $id) { version confidence { value } } }",
            new { id = _stream.Value });
        (page.Number("hypothesis", "version"), page.Number("hypothesis", "confidence", "value"))
            .ShouldBe((1 + (2 * people), people));
    }

    [Fact]
    public async Task One_that_is_refused_or_late_or_given_up_takes_no_neighbour_with_it()
    {
        using var gone = new CancellationTokenSource();
        var sent = new[]
        {
            new Sent(Weight: 1), new Sent(Weight: 0), new Sent(Weight: 1) { ExpectedVersion = 7_000 },
            new Sent(Weight: 1) { Cancellation = gone.Token }, new Sent(Weight: 1),
        };
        var outcomes = TogetherAsync(sent, whileTheyWait: gone.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(outcomes);
        var settled = await Task.WhenAll(_running.Where((_, at) => at != 3));
        settled[1].ShouldBeOfType<Outcome.Refused>().Rejection.Code.ShouldBe("WEIGHT_OUT_OF_RANGE");
        settled[2].ShouldBeNull("What the version now is, a turn of its own tells.");
        // Either may have got in line first.
        new[] { settled[0], settled[3] }.Select(outcome => outcome.ShouldBeOfType<Outcome.Done>().View.Evidence.Length)
            .ShouldBe([1, 2], ignoreOrder: true);
    }

    [Fact]
    public async Task When_one_has_happened_before_nothing_is_stored_and_each_is_handled_by_itself()
    {
        var once = new OnceKey(MessageId.Of("acme", "/commands/anna", $"{Guid.NewGuid()}"), "digest");
        await TogetherAsync(new Sent(Weight: 1) { Once = once });
        var before = await database.System.Log.FindHighWaterMarkAsync();

        var outcomes = await TogetherAsync(new Sent(Weight: 1), new Sent(Weight: 1) { Once = once });

        outcomes.ShouldAllBe(outcome => outcome == null);
        (await database.System.Log.ReadStreamAsync(_stream)).Count.ShouldBe(3);
        (await database.System.Log.FindHighWaterMarkAsync()).ShouldBe(before);
    }

    private Task<Outcome?>[] _running = [];

    private Task<Outcome?[]> TogetherAsync(params Sent[] sent) => TogetherAsync(sent, () => { });

    /// <summary>Sends commands while somebody else has the turn, so that they wait together.</summary>
    private async Task<Outcome?[]> TogetherAsync(Sent[] sent, Action whileTheyWait)
    {
        _prepared = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (await _turns.TakeAsync(_stream, default))
        {
            _running =
            [
                .. sent.Select(one => _handling.TryAsync(
                    HypothesisAggregate.Definition,
                    _stream,
                    Client.Anna with { Subject = one.By },
                    _ => Prepared(one, sent.Length, all),
                    new CommandContext(one.ExpectedVersion, $"of {one.By}") { Once = one.Once },
                    one.Cancellation)),
            ];
            await all.Task;
            whileTheyWait();
        }

        return await Task.WhenAll(_running);
    }

    private ValueTask<Preparation<Hypothesis, HypothesisEvent>> Prepared(
        Sent one, int expected, TaskCompletionSource all)
    {
        if (Interlocked.Increment(ref _prepared) == expected)
        {
            all.SetResult();
        }

        return ValueTask.FromResult<Preparation<Hypothesis, HypothesisEvent>>(new((by, at) => new AddEvidence(
            new EvidenceItem(
                one.Id, Stance.Supports, "overlap", "x", [$"{one.Id}"], one.Weight, Reliability.B, 2,
                Domain.Access.Source.Analyst),
            CampaignStatus.Active,
            by,
            at)));
    }

    private sealed record Sent(int Weight, string By = "anna")
    {
        internal Guid Id { get; } = Guid.NewGuid();

        internal long? ExpectedVersion { get; init; }

        internal OnceKey? Once { get; init; }

        internal CancellationToken Cancellation { get; init; }
    }
}
