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
}
