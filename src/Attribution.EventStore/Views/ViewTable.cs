using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attribution.EventStore.Rows;
using NodaTime;
using Npgsql;

namespace Attribution.EventStore.Views;

/// <summary>
/// A read model: the table <c>attribution.mt_doc_{alias}</c> of JSON documents, laid out as Marten does it, with a
/// column of its own for everything that is filtered or sorted by.
/// <code>
/// var campaigns = new ViewTable&lt;CampaignView&gt;("campaignview", ViewJson.Default.CampaignView)
///     .Text("status", view => view.Status)
///     .Timestamp("updated_at", view => view.UpdatedAt);
/// </code>
/// </summary>
/// <typeparam name="TView">The document; immutable.</typeparam>
public sealed class ViewTable<TView>
    where TView : class
{
    private static readonly string DotNetType = typeof(TView).FullName!;

    private readonly JsonTypeInfo<TView> _json;
    private readonly List<ViewColumn<TView>> _columns = [];
    private readonly ViewStatements _statements;

    /// <param name="alias">The document's name in storage: lower case letters, digits and underscores.</param>
    /// <param name="json">How the document is written and read.</param>
    /// <exception cref="ArgumentException">The alias is not a plain lower-case identifier.</exception>
    public ViewTable(string alias, JsonTypeInfo<TView> json)
    {
        (_json, Table) = (json, new RowTable($"mt_doc_{alias}", "tenant_id", "id"));
        _statements = new ViewStatements(Table);
    }

    /// <summary>The table, as row sets name it.</summary>
    public RowTable Table { get; }

    /// <summary>Adds a <c>varchar</c> column.</summary>
    public ViewTable<TView> Text(string column, Func<TView, string?> value) =>
        With(ViewColumn<TView>.Make(column, "varchar", value, Column.Text));

    /// <summary>Adds a <c>uuid</c> column.</summary>
    public ViewTable<TView> Uuid(string column, Func<TView, Guid?> value) =>
        With(ViewColumn<TView>.Make(column, "uuid", value, Column.Uuid));

    /// <summary>Adds a <c>bigint</c> column.</summary>
    public ViewTable<TView> BigInt(string column, Func<TView, long?> value) =>
        With(ViewColumn<TView>.Make(column, "bigint", value, Column.BigInt));

    /// <summary>Adds an <c>integer</c> column.</summary>
    public ViewTable<TView> Integer(string column, Func<TView, int?> value) =>
        With(ViewColumn<TView>.Make(column, "integer", value, Column.Integer));

    /// <summary>Adds a <c>boolean</c> column.</summary>
    public ViewTable<TView> Boolean(string column, Func<TView, bool?> value) =>
        With(ViewColumn<TView>.Make(column, "boolean", value, Column.Boolean));

    /// <summary>Adds a <c>timestamptz</c> column, of microseconds.</summary>
    public ViewTable<TView> Timestamp(string column, Func<TView, Instant?> value) =>
        With(ViewColumn<TView>.Make(column, "timestamptz", value, Column.Timestamp));

    /// <summary>Adds a <c>jsonb</c> column of UTF-8 JSON.</summary>
    public ViewTable<TView> Json(string column, Func<TView, byte[]?> value) =>
        With(ViewColumn<TView>.Make(column, "jsonb", value, Column.Json));

    /// <summary>Adds a <c>text[]</c> column.</summary>
    public ViewTable<TView> TextArray(string column, Func<TView, string[]?> value) =>
        With(ViewColumn<TView>.Make(column, "text[]", value, Column.TextArray));

    /// <summary>Views that are inserted, or replace the ones with their keys.</summary>
    public RowSet Upsert(params IReadOnlyList<StoredView<TView>> views) => new(
        Table,
        RowChange.Upsert,
        [
            Column.Text("tenant_id", ViewColumn<TView>.Values(views, stored => stored.Id.TenantId)),
            Column.Uuid("id", ViewColumn<TView>.Values(views, stored => (Guid?)stored.Id.Value)),
            Column.Json("data", ViewColumn<TView>.Values(views, stored => Write(stored.View))),
            Column.Timestamp(
                "mt_last_modified", ViewColumn<TView>.Values(views, stored => (Instant?)stored.ModifiedAt)),
            Column.Text("mt_dotnet_type", ViewColumn<TView>.Values(views, _ => DotNetType)),
            Column.BigInt("mt_version", ViewColumn<TView>.Values(views, stored => (long?)stored.Version)),
            .. _columns.Select(column => column.Of(views)),
        ]);

    /// <summary>Views that are removed; one that is not there is no error.</summary>
    public RowSet Delete(params IReadOnlyList<ViewId> ids) => new(
        Table,
        RowChange.Delete,
        Column.Text("tenant_id", [.. ids.Select(id => id.TenantId)]),
        Column.Uuid("id", [.. ids.Select(id => (Guid?)id.Value)]));

    /// <summary>The statement that creates the table, for a migration. Indexes are the migration's own
    /// business.</summary>
    public string CreateSql()
    {
        var columns = new StringBuilder();
        foreach (var column in _columns)
        {
            columns.Append("    ").Append(column.Name).Append(' ').Append(column.SqlType).Append(" null,\n");
        }

        return _statements.CreateTable(columns.ToString());
    }

    /// <summary>Reads one view; null when there is none.</summary>
    /// <param name="connection">An open connection, of whichever role may read.</param>
    /// <param name="id">Its key.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<StoredView<TView>?> FindAsync(
        NpgsqlConnection connection, ViewId id, CancellationToken cancellation = default) =>
        (await FindAllAsync(connection, [id], cancellation)).SingleOrDefault();

    /// <summary>Reads views; those that do not exist are left out, and the order is the database's.</summary>
    public Task<IReadOnlyList<StoredView<TView>>> FindAllAsync(
        NpgsqlConnection connection, IReadOnlyCollection<ViewId> ids, CancellationToken cancellation = default) =>
        FindAllAsync(connection, ViewStatements.LiveSchema, ids, cancellation);

    /// <summary>Reads documents as the UTF-8 JSON that is stored, to be passed on unparsed.</summary>
    public Task<IReadOnlyDictionary<ViewId, byte[]>> FindJsonAsync(
        NpgsqlConnection connection, IReadOnlyCollection<ViewId> ids, CancellationToken cancellation = default) =>
        _statements.ReadJsonAsync(connection, ids, cancellation);

    internal Task<IReadOnlyList<StoredView<TView>>> FindAllAsync(
        NpgsqlConnection connection, string schema, IReadOnlyCollection<ViewId> ids, CancellationToken cancellation) =>
        _statements.ReadAsync(connection, schema, ids, Read, cancellation);

    private byte[] Write(TView view) => JsonSerializer.SerializeToUtf8Bytes(view, _json);

    private TView Read(byte[] json) =>
        JsonSerializer.Deserialize(json, _json) ?? throw new JsonException($"A document of {Table.Name} is null.");

    private ViewTable<TView> With(ViewColumn<TView> column)
    {
        _columns.Add(column);
        return this;
    }
}
