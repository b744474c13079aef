using Attribution.App.Access;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Publishing;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.Messaging;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using DurableIntake = Attribution.Messaging.Intake;

namespace Attribution.App.Intake;

/// <summary>How the durable queue is worked on.</summary>
public sealed record MessageWorkerOptions
{
    /// <summary>Messages of one queue that a node holds at any moment, at most.</summary>
    public int MaxInFlight { get; init; } = 128;

    /// <summary>How long a node may be silent, in seconds, before its messages are others'.</summary>
    public int LeaseSeconds { get; init; } = 30;

    /// <summary>How long a stopping node waits for its handlers, in seconds.</summary>
    public int StopGraceSeconds { get; init; } = 20;

    /// <summary>Days for which finished messages are kept.</summary>
    public int KeepMessagesDays { get; init; } = 7;

    /// <summary>Days without a sign of life after which somebody is asked whether an active campaign is
    /// dormant.</summary>
    public int AskAboutSilenceAfterDays { get; init; } = 90;

    /// <summary>Whether webhooks may be sent to this machine and to private networks. Callers choose their addresses,
    /// so it is off unless the operator says otherwise.</summary>
    public bool AllowPrivateWebhooks { get; init; }

    /// <summary>A queue of a broker that is read as well; none unless configured.</summary>
    public RabbitDoorOptions? Rabbit { get; init; }

    /// <summary>An exchange of a broker that is told what happens; none unless configured.</summary>
    public RabbitEventsOptions? RabbitEvents { get; init; }
}

/// <summary>Messages from outside: taken in durably, handled, and asked about.</summary>
public sealed class MessagePort
{
    private readonly EventLog _log;
    private readonly CallerReads _reads;
    private readonly NpgsqlDataSource _database;
    private readonly Handlers _handlers;
    private readonly SilenceWatch _silences;
    private readonly MessageOutcomes _outcomes;
    private readonly Hints _hints = new();
    private readonly PostgresMessageStore _store;
    private readonly IClock _clock;

    internal MessagePort(
        EventLog log,
        CallerReads reads,
        NpgsqlDataSource database,
        Handlers handlers,
        SilenceWatch silences,
        MessageOutcomes outcomes,
        IClock clock)
    {
        (_log, _reads, _database, _handlers, _silences, _outcomes, _clock) =
            (log, reads, database, handlers, silences, outcomes, clock);
        _store = new PostgresMessageStore(database);
        Clusters = new ClusterIntake(
            new DurableIntake(_store, _hints, environment: new DeliveryEnvironment { Clock = clock }), clock);
    }

    /// <summary>The door of the correlation pipeline.</summary>
    public ClusterIntake Clusters { get; }

    /// <summary>Wakes the workers of this process.</summary>
    internal Hints Hints => _hints;

    /// <summary>What became of a message; null when the caller's organisation published none with this id.</summary>
    public Task<MessageOutcome?> FindOutcomeAsync(Guid id, Principal caller, CancellationToken cancellation) =>
        _outcomes.FindAsync(id, caller, cancellation);

    /// <summary>Handles messages, together with any number of other processes, until it is told to stop; then ends
    /// what it has begun and gives back the rest.</summary>
    public async Task RunAsync(MessageWorkerOptions options, ILogger log, CancellationToken stop)
    {
        var environment = new DeliveryEnvironment { Logger = log, Clock = _clock };
        var told = RabbitEvents.SubscribingOf(options.RabbitEvents);
        var reading = RabbitDoor.RunAsync(options.Rabbit, Clusters, environment, stop);
        using var http = WebhookClient.Create(options.AllowPrivateWebhooks);
        await using var exchange = told is null ? null : RabbitEvents.Exchange(options.RabbitEvents!, environment);
        var subscriptions = new Subscriptions(_log, _database, _clock);
        NoticeSender Sender(Carrier carry, WebhookPolicy policy) =>
            new(_reads, subscriptions, carry, policy, _clock, log);

        var silenceMax = Duration.FromDays(options.AskAboutSilenceAfterDays);
        var handlers = _handlers
            .On(SilenceReminder.Type, (reminder, delivery, cancellation) =>
                _silences.HandleAsync(reminder, delivery, silenceMax, cancellation))
            .OnQueue(
                OutgoingNote.WebhookQueue,
                Sender(new WebhookPost(http, _clock).CarryAsync, WebhookPolicy.Default).SendAsync);
        var node = new DeliveryNode(
            _store,
            exchange is null
                ? handlers
                : handlers.OnQueue(
                    OutgoingNote.BrokerQueue,
                    Sender(RabbitEvents.Carrying(exchange), RabbitEvents.Policy).SendAsync),
            OptionsOf(options, exchange is null ? [] : [OutgoingNote.BrokerQueue]),
            _hints,
            environment);
        await Task.WhenAll(
            node.RunAsync(stop),
            new Notifications(_database, _hints, environment).RunAsync(stop),
            new OutgoingRelay(_log, _database, subscriptions, told, _hints, _clock, log).RunAsync(stop),
            exchange?.DeclareAsync(stop) ?? Task.CompletedTask,
            reading);
    }

    // A node without the broker leaves what the broker is told to those that reach it.
    private static DeliveryOptions OptionsOf(MessageWorkerOptions options, string[] more) => new()
    {
        Queues = [ClusterIntake.Queue, SilenceReminder.Queue, OutgoingNote.WebhookQueue, .. more],
        MaxInFlight = options.MaxInFlight,
        Lease = Duration.FromSeconds(options.LeaseSeconds),
        StopGrace = Duration.FromSeconds(options.StopGraceSeconds),
        KeepMessages = Duration.FromDays(options.KeepMessagesDays),
    };
}
