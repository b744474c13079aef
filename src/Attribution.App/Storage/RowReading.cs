using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using Npgsql;

namespace Attribution.App.Storage;

internal static class RowReading
{
    /// <summary>Reads every row of the result that a reader is at.</summary>
    internal static async Task<List<T>> ListAsync<T>(
        this NpgsqlDataReader row, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var found = new List<T>();
        while (await row.ReadAsync(cancellation))
        {
            found.Add(read(row));
        }

        return found;
    }

    internal static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    internal static Instant Time(this NpgsqlDataReader row, int column) =>
        Instant.FromDateTimeUtc(row.GetDateTime(column));

    internal static Instant? TimeOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Time(column);

    /// <summary>A page, stored as JSON.</summary>
    internal static T Json<T>(this NpgsqlDataReader row, int column, JsonTypeInfo<T> contract) =>
        JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(column), contract)!;
}
