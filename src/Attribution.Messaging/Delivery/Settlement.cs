using System.Diagnostics;
using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// The transition that a delivery ends in. <see cref="Of"/> is the whole decision; the store only carries it out, and
/// only if the claim is still the newest one.
/// </summary>
public abstract record Settlement
{
    private Settlement(Delivery delivery) => Delivery = delivery;

    /// <summary>The delivery that is settled.</summary>
    public Delivery Delivery { get; }

    /// <summary>running → done.</summary>
    /// <param name="Delivery">The delivery.</param>
    /// <param name="Outcome"><c>handled</c>, <c>already_handled</c> or <c>expired</c>.</param>
    public sealed record Done(Delivery Delivery, string Outcome) : Settlement(Delivery);

    /// <summary>running → retrying.</summary>
    /// <param name="Delivery">The delivery.</param>
    /// <param name="DueAt">When it is tried again.</param>
    /// <param name="Failure">Why; null for a handler that asked to be called later, which is no attempt.</param>
    public sealed record Again(Delivery Delivery, Instant DueAt, Failure? Failure) : Settlement(Delivery);

    /// <summary>running → dead, or done when the effect turns out to be committed.</summary>
    public sealed record Dead(Delivery Delivery, Failure Failure) : Settlement(Delivery);

    /// <summary>running → available: a stopping node gives it back.</summary>
    public sealed record GivenBack(Delivery Delivery) : Settlement(Delivery);

    /// <summary>What an outcome means for its message. Pure.</summary>
    /// <param name="delivery">The attempt.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="policy">Decides about failures.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="random">From 0 inclusive to 1 exclusive, for the jitter.</param>
    public static Settlement Of(Delivery delivery, Outcome outcome, RetryPolicy policy, Instant now, double random) =>
        outcome switch
        {
            Outcome.Handled => new Done(delivery, "handled"),
            Outcome.AlreadyHandled => new Done(delivery, "already_handled"),
            Outcome.Expired => new Done(delivery, "expired"),
            Outcome.Interrupted => new GivenBack(delivery),
            Outcome.Later later => new Again(delivery, later.Until, null),
            Outcome.Refused refused => new Dead(delivery, new Failure(refused.Code, refused.Reason)),
            Outcome.Failed { Failure: var failure } => policy.Decide(failure, delivery.Attempt, random) switch
            {
                RetryDecision.Again again => new Again(delivery, now + again.After, failure),
                RetryDecision.GiveUp => new Dead(delivery, failure),
                var unknown => throw new UnreachableException($"{unknown.GetType()} is no retry decision."),
            },
            _ => throw new UnreachableException($"{outcome.GetType()} is no outcome."),
        };
}
