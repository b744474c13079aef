using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Attribution.Messaging;

/// <summary>
/// One attempt, from claim to settlement: still wanted? still allowed? who handles it? call, at most so long; what
/// does the outcome mean? Reads as a table of contents, and every path ends in exactly one settlement.
/// </summary>
internal sealed class Execution(Handlers handlers, DeliveryOptions options, DeliveryEnvironment environment)
{
    public async Task<Settlement> RunAsync(Delivery delivery, CancellationToken interrupt)
    {
        using var attempt = Telemetry.Start(delivery, environment.Timers);
        var outcome = IsTooLate(delivery) ? new Outcome.Expired()
            : IsExhausted(delivery) ? Exhausted(delivery)
            : handlers.Find(delivery.Queue, delivery.Envelope.Type) is { } handle
                ? await CallAsync(handle, delivery, interrupt)
                : Unknown(delivery);
        var settlement = Settlement.Of(
            delivery, outcome, options.RetryPolicy, environment.Clock.GetCurrentInstant(), environment.Random());
        attempt.End(settlement);
        Log(settlement);
        return settlement;
    }

    private bool IsTooLate(Delivery delivery) =>
        delivery.Envelope.DeliverBy is { } deliverBy && deliverBy < environment.Clock.GetCurrentInstant();

    private bool IsExhausted(Delivery delivery) => options.RetryPolicy.IsExhausted(delivery.Attempt);

    private static Outcome.Refused Exhausted(Delivery delivery) => new(
        Failure.AttemptsExhaustedCode,
        string.Create(CultureInfo.InvariantCulture, $"{delivery.Attempt - 1} attempts were started and none ended."));

    private static Outcome.Refused Unknown(Delivery delivery) => new(
        Failure.UnknownTypeCode,
        $"Nothing here handles '{delivery.Envelope.Type}'. Deploy its handler and replay, or discard it.");

    private async Task<Outcome> CallAsync(MessageHandler handle, Delivery delivery, CancellationToken interrupt)
    {
        using var limit = new CancellationTokenSource(options.HandlerTimeout.ToTimeSpan(), environment.Timers);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, interrupt);
        try
        {
            // A handler that does not listen to its token is left behind; should it commit later, the mark is its
            // fence.
            return await handle(delivery, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return new Outcome.Interrupted();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new Outcome.Failed(new(Failure.TimeoutCode, $"No answer within {options.HandlerTimeout}."));
        }
        catch (Exception failure)
        {
            return new Outcome.Failed(Failure.Of(failure));
        }
    }

    private void Log(Settlement settlement)
    {
        var delivery = settlement.Delivery;
        switch (settlement)
        {
            case Settlement.Dead dead:
                environment.Logger.LogError(dead.Failure.Exception,
                    "{Type} {MessageId} is a dead letter after attempt {Attempt}: {Code} {Detail}",
                    delivery.Envelope.Type, delivery.MessageId, delivery.Attempt,
                    dead.Failure.Code, dead.Failure.Detail);
                break;
            case Settlement.Again { Failure: { } failure } again:
                environment.Logger.LogWarning(failure.Exception,
                    "{Type} {MessageId} failed in attempt {Attempt} and is tried again at {DueAt}: {Code} {Detail}",
                    delivery.Envelope.Type, delivery.MessageId, delivery.Attempt, again.DueAt,
                    failure.Code, failure.Detail);
                break;
        }
    }
}
