namespace Attribution.Messaging.RabbitMq;

/// <summary>Where a broker is, and which of its queues is read.</summary>
public sealed record RabbitOptions
{
    /// <summary>The broker, <c>amqps://user:password@host/vhost</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The quorum queue that is read; it is declared when it is not there.</summary>
    public string Queue { get; init; } = "attribution.clusters";

    /// <summary>Messages that the broker hands out before the first of them is acknowledged: what a slow database can
    /// cost in memory here. The rest waits at the broker.</summary>
    public ushort Prefetch { get; init; } = 500;

    /// <summary>Where messages go that can be neither taken nor kept: they are larger than any message.</summary>
    internal string RefusedQueue => $"{Queue}.refused";
}
