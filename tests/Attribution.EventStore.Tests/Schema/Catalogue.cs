using Npgsql;

namespace Attribution.EventStore.Tests.Schema;

/// <summary>What PostgreSQL's own catalogue says of the schema <c>attribution</c>.</summary>
internal static class Catalogue
{
    internal static Task<string[]> ColumnsAsync(string connectionString, string table) => LinesAsync(
        connectionString,
        $"""
        select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || case when a.attnotnull then ' not null' else '' end
            || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
        from pg_attribute a
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = 'attribution.{table}'::regclass and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """);

    internal static Task<string[]> ConstraintsAsync(string connectionString, string table) => LinesAsync(
        connectionString,
        $"""
        select c.conname || ' ' || pg_get_constraintdef(c.oid)
        from pg_constraint c where c.conrelid = 'attribution.{table}'::regclass order by 1
        """);

    internal static Task<string[]> IndexesAsync(string connectionString, string table) => LinesAsync(
        connectionString,
        $"select indexdef from pg_indexes where schemaname = 'attribution' and tablename = '{table}' "
        + "order by indexname");

    internal static Task<string[]> TablesAsync(string connectionString) => LinesAsync(
        connectionString, "select tablename::text from pg_tables where schemaname = 'attribution' order by 1");

    /// <summary>The whole schema as text, the same for two databases exactly when they are built the same.</summary>
    internal static async Task<string> DescribeAsync(string connectionString)
    {
        var lines = new List<string>();
        foreach (var table in await TablesAsync(connectionString))
        {
            lines.Add($"table {table}");
            lines.AddRange((await ColumnsAsync(connectionString, table)).Select(line => $"  {line}"));
            lines.AddRange((await ConstraintsAsync(connectionString, table)).Select(line => $"  constraint {line}"));
            lines.AddRange((await IndexesAsync(connectionString, table)).Select(line => $"  {line}"));
            lines.AddRange((await TriggersAsync(connectionString, table)).Select(line => $"  {line}"));
        }

        lines.AddRange(await LinesAsync(
            connectionString,
            "select 'sequence ' || sequencename || ' ' || data_type from pg_sequences "
            + "where schemaname = 'attribution' order by 1"));
        lines.AddRange(await LinesAsync(
            connectionString,
            "select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = 'attribution'::regnamespace "
            + "order by p.proname"));
        return string.Join('\n', lines);
    }

    internal static async Task<string[]> LinesAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await row.ReadAsync())
        {
            lines.Add(row.GetString(0));
        }

        return [.. lines];
    }

    private static Task<string[]> TriggersAsync(string connectionString, string table) => LinesAsync(
        connectionString,
        $"""
        select pg_get_triggerdef(t.oid) from pg_trigger t
        where t.tgrelid = 'attribution.{table}'::regclass and not t.tgisinternal order by t.tgname
        """);
}
