using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// What a handler says about one delivery. An exception is a <see cref="Failed"/> with the exception's kind.
/// </summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The effect is committed, with the inbox mark; or there was none to have.</summary>
    public static Outcome Done { get; } = new Handled();

    /// <summary>The mark was refused: an earlier delivery had the effect.</summary>
    public static Outcome Repeated { get; } = new AlreadyHandled();

    /// <summary>The effect is committed.</summary>
    public sealed record Handled : Outcome;

    /// <summary>The effect was committed by an earlier delivery.</summary>
    public sealed record AlreadyHandled : Outcome;

    /// <summary>Nothing was committed; the retry policy decides what follows.</summary>
    public sealed record Failed(Failure Failure) : Outcome;

    /// <summary>Nothing was committed and nothing ever will be: a dead letter, at once.</summary>
    /// <param name="Code">Stable, upper snake case.</param>
    /// <param name="Reason">A sentence for the person who will look at it.</param>
    public sealed record Refused(string Code, string Reason) : Outcome;

    /// <summary>
    /// Not yet: deliver again at that time. Does not count as an attempt; keeps its place in its lane.
    /// </summary>
    public sealed record Later(Instant Until) : Outcome;

    /// <summary>The time until which the publisher wanted it delivered is over.</summary>
    internal sealed record Expired : Outcome;

    /// <summary>The node stops before the handler ended.</summary>
    internal sealed record Interrupted : Outcome;
}
