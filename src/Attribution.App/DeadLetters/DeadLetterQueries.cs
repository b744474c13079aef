using System.Text;
using System.Text.Json;
using Attribution.App.Access;
using Attribution.Domain.Access;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.DeadLetters;

/// <summary>Reads dead letters as far as the caller may look at them.</summary>
internal sealed class DeadLetterQueries(CallerReads reads, NpgsqlDataSource messages)
{
    /// <summary>The next letters behind a place, newest first.</summary>
    internal async Task<DeadLetterPage> ListAsync(
        Principal caller, DeadLetterWhere where, DeadLetterPlace? after, int first, CancellationToken cancellation)
    {
        var letters = await reads.ListAsync(
            caller,
            "list_dead_letters_of_caller",
            parameters =>
            {
                parameters.Add(Optional(where.Ids?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid));
                parameters.Add(Optional(where.Queue, NpgsqlDbType.Text));
                parameters.Add(Optional(where.Type, NpgsqlDbType.Text));
                parameters.Add(Optional(where.Code, NpgsqlDbType.Text));
                parameters.Add(Optional(where.Since?.ToDateTimeUtc(), NpgsqlDbType.TimestampTz));
                parameters.Add(Optional(where.Before?.ToDateTimeUtc(), NpgsqlDbType.TimestampTz));
                parameters.Add(Optional(after?.DiedAt.ToDateTimeUtc(), NpgsqlDbType.TimestampTz));
                parameters.Add(Optional(after?.Id, NpgsqlDbType.Uuid));
                parameters.Add(new NpgsqlParameter<int> { TypedValue = first + 1 });
            },
            Read,
            cancellation);
        return new DeadLetterPage(letters.Count > first ? letters[..first] : letters, letters.Count > first);
    }

    /// <summary>The failed attempts of letters that the caller was shown.</summary>
    internal Task<ILookup<Guid, FailedAttemptView>> AttemptsAsync(
        IEnumerable<Guid> shown, CancellationToken cancellation) => LookupAsync(
        "list_failed_attempts",
        shown,
        row => new FailedAttemptView(
            row.GetInt32(1), Time(row, 2), row.GetString(3), row.GetString(4), Text(row, 5)),
        cancellation);

    /// <summary>What people did to letters that the caller was shown.</summary>
    internal Task<ILookup<Guid, InterventionView>> InterventionsAsync(
        IEnumerable<Guid> shown, CancellationToken cancellation) => LookupAsync(
        "list_letter_interventions",
        shown,
        row => new InterventionView(
            row.GetString(1),
            Time(row, 2),
            row.GetString(3),
            row.GetString(4),
            row.IsDBNull(5) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(5))),
        cancellation);

    private async Task<ILookup<Guid, T>> LookupAsync<T>(
        string statement, IEnumerable<Guid> shown, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = messages.CreateCommand(SqlText.Get(statement));
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. shown] });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = new List<(Guid Id, T Item)>();
        while (await row.ReadAsync(cancellation))
        {
            found.Add((row.GetGuid(0), read(row)));
        }

        return found.ToLookup(item => item.Id, item => item.Item);
    }

    private static DeadLetterView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        Text(row, 5),
        Text(row, 6) is { } attributes ? JsonElement.Parse(attributes) : null,
        Text(row, 7) ?? Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(8)),
        !row.IsDBNull(7),
        row.GetInt32(9),
        Time(row, 10),
        Time(row, 11),
        row.GetString(12),
        Text(row, 13));

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static Instant Time(NpgsqlDataReader row, int column) => Instant.FromDateTimeUtc(row.GetDateTime(column));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
