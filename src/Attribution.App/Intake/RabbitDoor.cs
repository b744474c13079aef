using System.Diagnostics;
using Attribution.Domain.Access;
using Attribution.Messaging;
using Attribution.Messaging.RabbitMq;

namespace Attribution.App.Intake;

/// <summary>The queue of a broker that is read, and on whose behalf: what a token says at the other doors is
/// configured here (<c>Attribution:Messages:Rabbit:...</c>).</summary>
public sealed record RabbitDoorOptions
{
    /// <summary>The broker, <c>amqps://user:password@host/vhost</c>; nothing is read while it is empty.</summary>
    public string Address { get; init; } = "";

    /// <summary>The queue.</summary>
    public string Queue { get; init; } = "attribution.clusters";

    /// <summary>The tenant whose messages these are.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The organisation that owns what comes of them.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>The highest label they may have.</summary>
    public string Clearance { get; init; } = "AMBER";

    /// <summary>Who is recorded as their publisher.</summary>
    public string Subject { get; init; } = Author.ClusterDetector.Id;
}

/// <summary>The door for brokers: the same inbox, the same answers.</summary>
internal static class RabbitDoor
{
    /// <summary>Reads the queue until it is told to stop; nothing when none is configured.</summary>
    /// <exception cref="InvalidOperationException">The configuration is not complete.</exception>
    internal static Task RunAsync(
        RabbitDoorOptions? options, ClusterIntake clusters, DeliveryEnvironment environment, CancellationToken stop)
    {
        if (options is not { Address.Length: > 0 })
        {
            return Task.CompletedTask;
        }

        var publisher = PublisherOf(options);
        var broker = new RabbitOptions { Address = new Uri(options.Address), Queue = options.Queue };
        return new RabbitInbox(
            broker, async readings => VerdictOf(await clusters.OfferAsync(readings, publisher)), environment)
            .RunAsync(stop);
    }

    /// <summary>What a broker is told of an offer.</summary>
    internal static RabbitVerdict VerdictOf(IntakeReceipt receipt) => receipt switch
    {
        IntakeReceipt.Taken taken => new RabbitVerdict.Taken([.. taken.Messages.Select(one => one.Id is not null)]),
        IntakeReceipt.Busy busy => new RabbitVerdict.Later(busy.RetryAfter),
        IntakeReceipt.Unavailable away => new RabbitVerdict.Later(away.RetryAfter),
        _ => throw new UnreachableException($"{receipt} is no receipt."),
    };

    private static Principal PublisherOf(RabbitDoorOptions options) =>
        options is { Tenant.Length: > 0, Organisation.Length: > 0, Subject.Length: > 0 }
        && TlpLabel.Parse(options.Clearance) is { } clearance
            ? new Principal(
                options.Subject,
                new TenantId(options.Tenant),
                new OrganisationId(options.Organisation),
                clearance,
                [],
                [Role.Pipeline],
                [])
            : throw new InvalidOperationException(
                "Say whose the messages of the broker are: Attribution__Messages__Rabbit__Tenant, __Organisation, and "
                + "a TLP label as __Clearance.");
}
