using NodaTime;

namespace Attribution.Messaging.Tests.Handling;

public sealed class ExecutionTests
{
    private static readonly DeliveryOptions Options = new() { Queues = [Sample.Queue] };

    [Fact]
    public async Task A_handled_message_is_done() =>
        (await RunAsync(_ => Task.FromResult(Outcome.Done)))
            .ShouldBeOfType<Settlement.Done>().Outcome.ShouldBe("handled");

    [Fact]
    public async Task A_repeated_message_is_done_as_already_handled() =>
        (await RunAsync(_ => Task.FromResult(Outcome.Repeated)))
            .ShouldBeOfType<Settlement.Done>().Outcome.ShouldBe("already_handled");

    [Fact]
    public async Task An_exception_is_a_failure_with_its_kind_and_stack()
    {
        var again = (await RunAsync(_ => throw new InvalidOperationException("boom")))
            .ShouldBeOfType<Settlement.Again>();

        again.Failure!.Code.ShouldBe("INVALID_OPERATION_EXCEPTION");
        again.Failure.Stack!.ShouldContain(nameof(ExecutionTests));
        again.DueAt.ShouldBe(Sample.Now + Duration.FromSeconds(1));
    }

    [Fact]
    public async Task The_last_failure_makes_a_dead_letter() =>
        (await RunAsync(_ => throw new InvalidOperationException("boom"), attempt: 8))
            .ShouldBeOfType<Settlement.Dead>().Failure.Code.ShouldBe("INVALID_OPERATION_EXCEPTION");

    [Fact]
    public async Task A_refused_message_is_a_dead_letter_at_once() =>
        (await RunAsync(_ => Task.FromResult<Outcome>(new Outcome.Refused("WRONG_TENANT", "Not yours."))))
            .ShouldBeOfType<Settlement.Dead>().Failure.Code.ShouldBe("WRONG_TENANT");

    [Fact]
    public async Task A_message_for_later_waits_without_a_failure() =>
        (await RunAsync(_ => Task.FromResult<Outcome>(new Outcome.Later(Sample.Now + Duration.FromDays(1)))))
            .ShouldBeOfType<Settlement.Again>().ShouldSatisfyAllConditions(
                again => again.Failure.ShouldBeNull(),
                again => again.DueAt.ShouldBe(Sample.Now + Duration.FromDays(1)));

    [Fact]
    public async Task A_message_that_came_too_late_is_not_handled() =>
        (await RunAsync(
            _ => throw new InvalidOperationException("called"),
            Sample.Message() with { DeliverBy = Sample.Now - Duration.FromSeconds(1) }))
            .ShouldBeOfType<Settlement.Done>().Outcome.ShouldBe("expired");

    [Fact]
    public async Task A_message_that_was_started_too_often_is_not_started_again() =>
        (await RunAsync(_ => throw new InvalidOperationException("called"), attempt: 26))
            .ShouldBeOfType<Settlement.Dead>().Failure.Code.ShouldBe(Failure.AttemptsExhaustedCode);

    [Fact]
    public async Task A_type_that_nobody_handles_is_a_dead_letter() =>
        (await RunAsync(
            _ => Task.FromResult(Outcome.Done),
            Sample.Message() with { Type = "attribution.cluster.detected.v9" }))
            .ShouldBeOfType<Settlement.Dead>().Failure.Code.ShouldBe(Failure.UnknownTypeCode);

    [Fact]
    public async Task A_body_that_breaks_its_contract_is_a_dead_letter() =>
        (await RunAsync(_ => Task.FromResult(Outcome.Done), Sample.Message(body: """{"size":"many"}""")))
            .ShouldBeOfType<Settlement.Dead>().Failure.Code.ShouldBe(Failure.UnreadableBodyCode);

    [Fact]
    public async Task An_interrupted_handler_gives_its_message_back()
    {
        using var interrupt = new CancellationTokenSource();
        var running = RunAsync(
            async cancellation =>
            {
                await interrupt.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                return Outcome.Done;
            },
            interrupt: interrupt.Token);

        (await running).ShouldBeOfType<Settlement.GivenBack>();
    }

    [Fact]
    public void The_registry_lists_the_types_it_understands_and_takes_each_once()
    {
        var handlers = new Handlers().On(Sample.ClusterDetected, (_, _, _) => Task.FromResult(Outcome.Done));

        handlers.Types.ShouldBe(["attribution.cluster.detected.v1"]);
        handlers.Knows("any", "attribution.cluster.detected.v1").ShouldBeTrue();
        handlers.Knows("any", "attribution.cluster.detected.v2").ShouldBeFalse();
        Should.Throw<ArgumentException>(() =>
            handlers.On(Sample.ClusterDetected, (_, _, _) => Task.FromResult(Outcome.Repeated)));
    }

    private static Task<Settlement> RunAsync(
        Func<CancellationToken, Task<Outcome>> handle,
        Envelope? message = null,
        int attempt = 1,
        CancellationToken interrupt = default)
    {
        var envelope = (message ?? Sample.Message()) with { Attempts = attempt };
        var handlers = new Handlers().On(Sample.ClusterDetected, (_, _, cancellation) => handle(cancellation));
        var environment = new DeliveryEnvironment { Clock = new FixedClock(Sample.Now), Random = () => 0 };
        return new Execution(handlers, Options, environment)
            .RunAsync(new(envelope.MessageId, Sample.Queue, envelope, attempt, Sample.Now), interrupt);
    }
}
