using Npgsql;

namespace Attribution.App.Tests.Access;

/// <summary>Reads the audit of access as it is stored.</summary>
internal static class AuditEntries
{
    /// <summary>The one column of a statement whose parameter is a subject.</summary>
    internal static async Task<List<string>> ReadAsync(string connectionString, string sql, string subject)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
        await using var row = await command.ExecuteReaderAsync();
        var entries = new List<string>();
        while (await row.ReadAsync())
        {
            entries.Add(row.GetString(0));
        }

        return entries;
    }
}
