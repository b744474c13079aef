using Attribution.Messaging.Tests.Simulation;
using NodaTime;

namespace Attribution.Messaging.Tests;

public sealed class IntakeTests
{
    private readonly HeldWire wire = new();
    private readonly ModelBackend backend = new();

    [Fact]
    public async Task What_is_taken_is_durable_and_hinted()
    {
        var (hints, woken) = (new Hints(), new Signal(TimeProvider.System));
        hints.Listen(Sample.Queue, woken);
        var intake = new Intake(backend, hints);

        var stored = (await intake.OfferAsync(Messages(3))).ShouldBeOfType<IntakeAnswer.Stored>();

        stored.Verdicts.Select(verdict => verdict.Kind).ShouldAllBe(kind => kind == AcceptanceKind.Accepted);
        (await backend.MessagesAsync()).Count.ShouldBe(3);
        await woken.WaitAsync(Duration.FromHours(1), default);
        intake.PendingMessages.ShouldBe(0);
    }

    [Fact]
    public async Task When_too_much_waits_an_offer_is_refused_at_once_with_a_time_to_come_again()
    {
        var intake = SlowIntake(new() { MaxPendingMessages = 5 });
        var waiting = intake.OfferAsync(Messages(4));

        var refused = (await intake.OfferAsync(Messages(2, "other"))).ShouldBeOfType<IntakeAnswer.Busy>();

        refused.RetryAfter.ShouldBeInRange(Duration.FromSeconds(1), Duration.FromSeconds(2));
        intake.PendingMessages.ShouldBe(4);
        wire.LetGo();
        (await waiting).ShouldBeOfType<IntakeAnswer.Stored>();
        (await intake.OfferAsync(Messages(2, "other"))).ShouldBeOfType<IntakeAnswer.Stored>();
    }

    [Fact]
    public async Task Bytes_are_bounded_as_well()
    {
        var intake = SlowIntake(new() { MaxPendingBytes = 100 });
        var waiting = intake.OfferAsync(Messages(3));

        (await intake.OfferAsync(Messages(2, "other"))).ShouldBeOfType<IntakeAnswer.Busy>();

        wire.LetGo();
        (await waiting).ShouldBeOfType<IntakeAnswer.Stored>();
    }

    [Fact]
    public async Task A_queue_that_is_full_holds_publishers_off()
    {
        await new Intake(backend).OfferAsync(Messages(10));
        var intake = new Intake(backend, options: new() { MaxQueueLength = 10 });

        (await intake.OfferAsync(Messages(1, "other")))
            .ShouldBeOfType<IntakeAnswer.Busy>().Reason.ShouldContain(Sample.Queue);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_unavailable_and_never_a_promise()
    {
        var broken = new Intake(
            new PostgresMessageStore(Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Timeout=1")));

        (await broken.OfferAsync(Messages(1))).ShouldBeOfType<IntakeAnswer.Unavailable>()
            .RetryAfter.ShouldBeGreaterThan(Duration.Zero);
        broken.PendingMessages.ShouldBe(0);
    }

    [Fact]
    public async Task Concurrent_offers_share_their_writes()
    {
        var sizes = new List<int>();
        var gate = new TaskCompletionSource();
        var writes = new GroupedWrites<int, int>(100, async group =>
        {
            sizes.Add(group.Count);
            await gate.Task;
            return [.. group.Select(item => item * 2)];
        });

        var results = Enumerable.Range(0, 250).Select(writes.WriteAsync).ToArray();
        gate.SetResult();

        (await Task.WhenAll(results)).ShouldBe(Enumerable.Range(0, 250).Select(item => item * 2));
        sizes.ShouldBe([1, 100, 100, 49]);
    }

    [Fact]
    public async Task A_group_that_fails_fails_for_its_members_only()
    {
        var calls = 0;
        var gate = new TaskCompletionSource();
        var writes = new GroupedWrites<int, int>(2, async group =>
        {
            await gate.Task;
            return ++calls == 2 ? throw new IOException("away") : group;
        });

        var results = Enumerable.Range(0, 5).Select(writes.WriteAsync).ToArray();
        gate.SetResult();

        (await results[0]).ShouldBe(0);
        await Should.ThrowAsync<IOException>(results[1]);
        await Should.ThrowAsync<IOException>(results[2]);
        (await Task.WhenAll(results[3..])).ShouldBe([3, 4]);
    }

    // Nothing is stored until the wire lets go.
    private Intake SlowIntake(IntakeOptions options) => new(new WiredStore(backend, wire), options: options);

    private static IncomingMessage[] Messages(int count, string name = "m") => [.. Enumerable.Range(0, count)
        .Select(n => new IncomingMessage.Readable(Sample.Queue, Sample.Message($"{name}-{n}")))];
}
