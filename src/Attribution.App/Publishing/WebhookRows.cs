using System.Text.Json;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Messaging;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Publishing;

/// <summary>A subscription as the sender needs it.</summary>
internal sealed record WebhookRow(
    string Tenant, Guid Id, Uri Url, byte[] Secret, Principal Subscriber, WebhookHealth Health);

/// <summary>Reads and keeps the health of subscriptions.</summary>
internal sealed class WebhookRows(NpgsqlDataSource messages)
{
    /// <summary>A subscription as it is now; null when it was removed.</summary>
    internal async Task<WebhookRow?> FindAsync(string tenant, Guid id, CancellationToken cancellation)
    {
        await using var command = messages.CreateCommand(SqlText.Get("read_webhook"));
        AddKey(command, tenant, id);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new WebhookRow(
                tenant,
                id,
                new Uri(row.GetString(0)),
                row.GetFieldValue<byte[]>(1),
                JsonSerializer.Deserialize(row.GetString(2), StoredJson.Contract.MessagePublisher)!
                    .ToPrincipal(new TenantId(tenant)),
                new WebhookHealth(row.GetInt32(3), Time(row, 4), Time(row, 5), Time(row, 6)))
            : null;
    }

    /// <summary>Keeps how a subscriber has answered.</summary>
    internal async Task SaveAsync(
        WebhookRow webhook, WebhookHealth health, string? problem, CancellationToken cancellation)
    {
        await using var command = messages.CreateCommand(SqlText.Get("save_webhook_health"));
        AddKey(command, webhook.Tenant, webhook.Id);
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
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
    }

    private static NpgsqlParameter Time(Instant? at) => new()
    {
        Value = (object?)at?.ToDateTimeUtc() ?? DBNull.Value,
        NpgsqlDbType = NpgsqlDbType.TimestampTz,
    };

    private static Instant? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromDateTimeUtc(row.GetDateTime(column));
}
