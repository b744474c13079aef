using Attribution.EventStore.Rows;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Views;

/// <summary>The statements on one table of documents. Its name has passed <see cref="RowTable"/>; values are
/// parameters.</summary>
internal sealed class ViewStatements(RowTable table)
{
    internal const string LiveSchema = "attribution";

    /// <summary>Where a rebuild makes its tables (<c>0007_rebuild.sql</c>).</summary>
    internal const string ShadowSchema = "attribution_rebuild";

    private readonly string _readLive = Named("read_views", table, LiveSchema);
    private readonly string _readShadow = Named("read_views", table, ShadowSchema);

    internal string CreateTable(string duplicatedColumns) => Named("create_view_table", table, LiveSchema)
        .Replace("/*duplicated columns*/\n", duplicatedColumns, StringComparison.Ordinal);

    internal async Task<IReadOnlyList<StoredView<TView>>> ReadAsync<TView>(
        NpgsqlConnection connection, string schema, IReadOnlyCollection<ViewId> ids, Func<byte[], TView> read,
        CancellationToken cancellation)
        where TView : class
    {
        await using var command = Select(connection, schema, ids);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var views = new List<StoredView<TView>>(ids.Count);
        while (await row.ReadAsync(cancellation))
        {
            var modifiedAt = Microseconds.ToInstant(row.GetDateTime(4));
            views.Add(new(Id(row), row.GetInt64(3), modifiedAt, read(row.GetFieldValue<byte[]>(2))));
        }

        return views;
    }

    internal async Task<IReadOnlyDictionary<ViewId, byte[]>> ReadJsonAsync(
        NpgsqlConnection connection, IReadOnlyCollection<ViewId> ids, CancellationToken cancellation)
    {
        await using var command = Select(connection, LiveSchema, ids);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var documents = new Dictionary<ViewId, byte[]>(ids.Count);
        while (await row.ReadAsync(cancellation))
        {
            documents[Id(row)] = row.GetFieldValue<byte[]>(2);
        }

        return documents;
    }

    /// <summary>A statement of the Sql folder for one table in one schema.</summary>
    internal static string Named(string statement, RowTable table, string schema) => SqlText.Get(statement)
        .Replace("/*schema*/", schema, StringComparison.Ordinal)
        .Replace("/*table*/", table.Name, StringComparison.Ordinal);

    private NpgsqlCommand Select(NpgsqlConnection connection, string schema, IReadOnlyCollection<ViewId> ids)
    {
        var command = connection.CreateCommand();
        command.CommandText = schema == LiveSchema ? _readLive : _readShadow;
        command.Parameters.Add(Parameters.Array(NpgsqlDbType.Text, ids.Select(id => id.TenantId).ToArray()));
        command.Parameters.Add(Parameters.Array(NpgsqlDbType.Uuid, ids.Select(id => id.Value).ToArray()));
        return command;
    }

    private static ViewId Id(NpgsqlDataReader row) => new(row.GetString(0), row.GetGuid(1));
}
