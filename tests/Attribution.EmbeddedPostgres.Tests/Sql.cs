using Npgsql;

namespace Attribution.EmbeddedPostgres.Tests;

/// <summary>One statement on one connection that is closed afterwards, so that no pool outlives a server.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(string connectionString, string statement) =>
        await ReadAsync(connectionString, statement);

    public static async Task<object?> ReadAsync(string connectionString, string statement)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(unpooled);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
