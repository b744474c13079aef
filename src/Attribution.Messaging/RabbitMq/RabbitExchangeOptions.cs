namespace Attribution.Messaging.RabbitMq;

/// <summary>Where a broker is, and through which of its exchanges messages go out.</summary>
public sealed record RabbitExchangeOptions
{
    /// <summary>The broker, <c>amqps://user:password@host/vhost</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The topic exchange; it is declared when it is not there. A message's type is its routing key.</summary>
    public required string Exchange { get; init; }

    /// <summary>A quorum queue that gets everything, declared and bound when it is not there, so that nothing is lost
    /// before somebody reads; null when whoever reads binds queues, and what nobody is bound to may go
    /// nowhere.</summary>
    public string? Queue { get; init; }
}
