using NodaTime;
using Npgsql;

namespace Attribution.Messaging;

/// <summary>
/// How statements get their parameters and give their columns: positional, with the type PostgreSQL calls it.
/// </summary>
internal static class Statements
{
    public static NpgsqlCommand Statement(this NpgsqlDataSource database, string operation) =>
        database.CreateCommand(SqlText.Of(operation));

    public static NpgsqlCommand Statement(
        this NpgsqlConnection connection, NpgsqlTransaction? transaction, string operation) =>
        new(SqlText.Of(operation), connection, transaction);

    public static NpgsqlCommand With(this NpgsqlCommand command, string type, object? value)
    {
        command.Parameters.Add(Parameter(type, value));
        return command;
    }

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, string type, object? value)
    {
        command.Parameters.Add(Parameter(type, value));
        return command;
    }

    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string operation)
    {
        var command = new NpgsqlBatchCommand(SqlText.Of(operation));
        batch.BatchCommands.Add(command);
        return command;
    }

    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }

    public static async Task<int> RunAsync(this NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    public static string? Text(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[]? Bytes(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public static Instant Time(this NpgsqlDataReader row, int column) =>
        Instant.FromDateTimeUtc(row.GetDateTime(column));

    public static Instant? TimeOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Time(column);

    private static NpgsqlParameter Parameter(string type, object? value) => new()
    {
        DataTypeName = type,
        Value = value switch
        {
            null => DBNull.Value,
            Instant instant => instant.ToDateTimeUtc(),
            MessageId id => id.Value,
            _ => value,
        },
    };
}
