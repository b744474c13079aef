using Attribution.Domain.Access;
using Attribution.Messaging;
using Attribution.Messaging.RabbitMq;
using NodaTime;

namespace Attribution.App.Publishing;

/// <summary>The exchange of a broker that is told what happens, and with what rights: what a subscription of a webhook
/// takes from its caller's token is configured here (<c>Attribution:Messages:RabbitEvents:...</c>).</summary>
public sealed record RabbitEventsOptions
{
    /// <summary>The broker, <c>amqps://user:password@host/vhost</c>; nothing is told while it is empty.</summary>
    public string Address { get; init; } = "";

    /// <summary>The topic exchange. The type of an event is its routing key.</summary>
    public string Exchange { get; init; } = "attribution.events";

    /// <summary>A quorum queue that gets everything the exchange gets; empty when readers bind queues of their
    /// own.</summary>
    public string Queue { get; init; } = "attribution.events";

    /// <summary>The tenant whose events are told.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The organisation as which the reader of the exchange sees campaigns.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>The highest label it may see.</summary>
    public string Clearance { get; init; } = "AMBER";

    /// <summary>Its countries.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>The name under which it may be a recipient of what is RED.</summary>
    public string Subject { get; init; } = "broker";

    /// <summary>Which events, such as <c>attribution.campaign.promoted.v1</c>; all while empty.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}

/// <summary>Tells a broker: one more subscriber, with the relay, rule and order of those behind webhooks.</summary>
internal static class RabbitEvents
{
    /// <summary>A broker that is away comes back: it is tried again after a second to a minute, and never given
    /// up.</summary>
    internal static WebhookPolicy Policy { get; } =
        new(1, new Backoff(Duration.FromSeconds(1), Duration.FromMinutes(1)), Duration.MaxValue);

    /// <summary>The subscription that the configuration asks for; null when it asks for none.</summary>
    /// <exception cref="InvalidOperationException">The configuration is not complete.</exception>
    internal static Subscribing? SubscribingOf(RabbitEventsOptions? options)
    {
        if (options is not { Address.Length: > 0 })
        {
            return null;
        }

        if (options is not { Tenant.Length: > 0, Organisation.Length: > 0, Subject.Length: > 0, Exchange.Length: > 0 }
            || TlpLabel.Parse(options.Clearance) is not { } clearance)
        {
            throw new InvalidOperationException(
                "Say with whose rights the broker is told what happens: Attribution__Messages__RabbitEvents__Tenant, "
                + "__Organisation, and a TLP label as __Clearance.");
        }

        if (options.Types.FirstOrDefault(type => !PublishedEvents.Types.Contains(type)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"Attribution__Messages__RabbitEvents__Types: '{unknown}' is none of "
                + $"{string.Join(", ", PublishedEvents.Types)}.");
        }

        return new Subscribing(
            Subscription.Broker,
            new Principal(
                options.Subject,
                new TenantId(options.Tenant),
                new OrganisationId(options.Organisation),
                clearance,
                [.. options.Countries],
                [Role.Machine],
                []),
            // The exchange and not the broker's address: a broker that moves goes on where it was.
            new Uri($"amqp:{Uri.EscapeDataString(options.Exchange)}"),
            options.Types is [] ? PublishedEvents.Types : options.Types,
            Secret: []);
    }

    /// <summary>The exchange that the configuration names.</summary>
    internal static RabbitExchange Exchange(RabbitEventsOptions options, DeliveryEnvironment environment) => new(
        new RabbitExchangeOptions
        {
            Address = new Uri(options.Address),
            Exchange = options.Exchange,
            Queue = options.Queue is [] ? null : options.Queue,
        },
        environment);

    /// <summary>Carries notices through an exchange.</summary>
    internal static Carrier Carrying(RabbitExchange exchange) => async (_, _, notice, cancellation) =>
        await exchange.TryPublishAsync(notice, cancellation) is { } problem
            ? new Reception.Failed(problem)
            : new Reception.Taken();
}
