using Npgsql;

namespace Attribution.Messaging;

/// <summary>Takes messages for a node: <c>claim_messages.sql</c> and the reading of its rows.</summary>
internal static class ClaimMessages
{
    private const string OneRunningPerLane = "ux_msg_messages_one_running_per_lane";

    public static async Task<ClaimResult> RunAsync(
        NpgsqlDataSource database, string queue, Guid node, int limit, CancellationToken cancellation)
    {
        try
        {
            var rows = await database.Statement("claim_messages")
                .With("text", queue).With("uuid", node).With("integer", limit)
                .ListAsync(row => Read(row, queue), cancellation);
            return new([.. rows.Where(row => row.Delivery is not null).Select(row => row.Delivery!)], rows[0].SetAside);
        }
        catch (PostgresException refused) when (LostARace(refused))
        {
            // Another node claimed a message of the same lane between our snapshot and our update. Ask again at once.
            return new([], SetAside: 1);
        }
    }

    private static bool LostARace(PostgresException refused) =>
        refused is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: OneRunningPerLane }
            or { SqlState: PostgresErrorCodes.DeadlockDetected };

    private static (int SetAside, Delivery? Delivery) Read(NpgsqlDataReader row, string queue) =>
        ((int)row.GetInt64(0), row.IsDBNull(1) ? null : ReadDelivery(row, queue));

    private static Delivery ReadDelivery(NpgsqlDataReader row, string queue) =>
        new(new(row.GetGuid(1)), queue, ReadEnvelope(row), row.GetInt32(2), row.Time(17))
        {
            Lane = row.IsDBNull(4) ? null : row.GetInt64(4),
        };

    private static Envelope ReadEnvelope(NpgsqlDataReader row) => MessageHeaders.Read(
        new()
        {
            Attempts = row.GetInt32(3),
            TenantId = row.GetString(5),
            Source = row.GetString(6),
            Id = row.GetString(7),
            Type = row.GetString(8),
            Subject = row.Text(9),
            CorrelationId = row.Text(10),
            CausationId = row.Text(11),
            ContentType = row.GetString(12),
            Time = row.TimeOrNull(13),
            DeliverBy = row.TimeOrNull(14),
            Body = MessageBody.Trusted(row.GetFieldValue<byte[]>(16)),
        },
        row.Text(15));
}
