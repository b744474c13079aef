using NodaTime;

namespace Attribution.Messaging.RabbitMq;

/// <summary>What became of messages that a broker handed out.</summary>
public abstract record RabbitVerdict
{
    private RabbitVerdict()
    {
    }

    /// <summary>They are durable here; the broker may forget them.</summary>
    /// <param name="IsKept">For each, in order, whether it was kept. One that was not goes to the broker's queue of
    /// refused messages.</param>
    public sealed record Taken(IReadOnlyList<bool> IsKept) : RabbitVerdict;

    /// <summary>Not now: they are offered again after the wait, and the broker hands out nothing more
    /// meanwhile.</summary>
    public sealed record Later(Duration After) : RabbitVerdict;
}
