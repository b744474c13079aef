using System.Text.Json;
using Attribution.App.Intake;
using Attribution.App.Storage;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.Messaging;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Publishing;

/// <summary>A subscription as the sender needs it.</summary>
internal sealed record Subscription(
    string Tenant, Guid Id, Uri Url, byte[] Secret, Principal Subscriber, WebhookHealth Health)
{
    /// <summary>It is told over HTTP; callers subscribe and end it.</summary>
    internal const string Http = "http";

    /// <summary>It is told through an exchange of a broker, which whoever runs the server configures.</summary>
    internal const string Broker = "broker";

    private static readonly Guid Space = new("0d1c6a0e-3f57-5d0b-9b50-6f7f4f4c8a11");

    /// <summary>An organisation subscribes an address once.</summary>
    internal static Guid IdOf(Principal subscriber, Uri url) => NameBasedId.Create(
        Space, $"{subscriber.Tenant.Value}\n{subscriber.Organisation.Value}\n{url.AbsoluteUri}");
}

/// <summary>Who is to be told of what, with whose rights.</summary>
internal sealed record Subscribing(
    string Door, Principal Subscriber, Uri Url, IReadOnlyList<string> Types, byte[] Secret);

/// <summary>Keeps subscriptions, and how they answer.</summary>
internal sealed class Subscriptions(EventLog log, NpgsqlDataSource messages, IClock clock)
{
    /// <summary>Subscribes an address, or renews its subscription.</summary>
    internal async Task SubscribeAsync(Subscribing wanted, CancellationToken cancellation)
    {
        var subscriber = JsonSerializer.Serialize(
            MessagePublisher.Of(wanted.Subscriber), StoredJson.Contract.MessagePublisher);
        await using var command = messages.CreateCommand(SqlText.Get("subscribe_webhook"));
        AddKey(command, wanted.Subscriber.Tenant.Value, Subscription.IdOf(wanted.Subscriber, wanted.Url));
        command.Parameters.Add(Text(wanted.Subscriber.Organisation.Value));
        command.Parameters.Add(Text(wanted.Url.AbsoluteUri));
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. wanted.Types],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        command.Parameters.Add(new NpgsqlParameter { Value = subscriber, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = wanted.Secret });
        command.Parameters.Add(
            new NpgsqlParameter<long> { TypedValue = await log.FindHighWaterMarkAsync(cancellation) });
        command.Parameters.Add(Time(clock.GetCurrentInstant()));
        command.Parameters.Add(Text(wanted.Door));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A subscription as it is now; null when it was removed.</summary>
    internal async Task<Subscription?> FindAsync(string tenant, Guid id, CancellationToken cancellation)
    {
        await using var command = messages.CreateCommand(SqlText.Get("read_webhook"));
        AddKey(command, tenant, id);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new Subscription(
                tenant,
                id,
                new Uri(row.GetString(0)),
                row.GetFieldValue<byte[]>(1),
                JsonSerializer.Deserialize(row.GetString(2), StoredJson.Contract.MessagePublisher)!
                    .ToPrincipal(new TenantId(tenant)),
                new WebhookHealth(row.GetInt32(3), row.TimeOrNull(4), row.TimeOrNull(5), row.TimeOrNull(6)))
            : null;
    }

    /// <summary>Keeps how a subscriber has answered.</summary>
    internal async Task SaveAsync(
        Subscription subscription, WebhookHealth health, string? problem, CancellationToken cancellation)
    {
        await using var command = messages.CreateCommand(SqlText.Get("save_webhook_health"));
        AddKey(command, subscription.Tenant, subscription.Id);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = health.FailuresInARow });
        command.Parameters.Add(Time(health.FailingSince));
        command.Parameters.Add(Time(health.RestUntil));
        command.Parameters.Add(Time(health.DisabledAt));
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)problem ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void AddKey(NpgsqlCommand command, string tenant, Guid id)
    {
        command.Parameters.Add(Text(tenant));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
    }

    private static NpgsqlParameter<string> Text(string value) =>
        new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Time(Instant? at) => new()
    {
        Value = (object?)at?.ToDateTimeUtc() ?? DBNull.Value,
        NpgsqlDbType = NpgsqlDbType.TimestampTz,
    };
}
