using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Rows;

/// <summary>One column of a <see cref="RowSet"/>: a name, a PostgreSQL type and a value for every row.</summary>
public abstract class Column
{
    private protected Column(string name, ColumnType type)
    {
        Name = RowTable.Identifier(name);
        Type = type;
    }

    /// <summary>The column's name in its table.</summary>
    public string Name { get; }

    /// <summary>How many rows it has values for.</summary>
    public abstract int Count { get; }

    internal ColumnType Type { get; }

    /// <summary>How large its texts are, in bytes or characters; columns of numbers do not count.</summary>
    internal virtual long Size => 0;

    /// <summary>A <c>text</c> or <c>varchar</c> column.</summary>
    public static Column Text(string name, params string?[] values) => Of(name, ColumnType.Text, values);

    /// <summary>A <c>uuid</c> column.</summary>
    public static Column Uuid(string name, params Guid?[] values) => Of(name, ColumnType.Uuid, values);

    /// <summary>A <c>bigint</c> column.</summary>
    public static Column BigInt(string name, params long?[] values) => Of(name, ColumnType.BigInt, values);

    /// <summary>An <c>integer</c> column.</summary>
    public static Column Integer(string name, params int?[] values) => Of(name, ColumnType.Integer, values);

    /// <summary>A <c>boolean</c> column.</summary>
    public static Column Boolean(string name, params bool?[] values) => Of(name, ColumnType.Boolean, values);

    /// <summary>A <c>timestamptz</c> column; PostgreSQL keeps microseconds, finer parts are cut off.</summary>
    public static Column Timestamp(string name, params Instant?[] values) =>
        Of(name, ColumnType.Timestamp,
            Array.ConvertAll(values, at => at is null ? (DateTime?)null : Microseconds.ToDateTime(at.Value)));

    /// <summary>A <c>jsonb</c> column of UTF-8 JSON texts.</summary>
    public static Column Json(string name, params byte[]?[] values) => Of(name, ColumnType.Json, values);

    /// <summary>A <c>json</c> column: the text is kept as it is.</summary>
    public static Column JsonText(string name, params string?[] values) => Of(name, ColumnType.JsonText, values);

    /// <summary>A <c>bytea</c> column.</summary>
    public static Column Bytes(string name, params byte[]?[] values) => Of(name, ColumnType.Bytes, values);

    /// <summary>A <c>text[]</c> column.</summary>
    public static Column TextArray(string name, params string[]?[] values) => new TextArrayColumn(name, values);

    /// <summary>The values of this column in several row sets, as one array parameter.</summary>
    internal abstract NpgsqlParameter Concatenate(IReadOnlyList<Column> parts);

    /// <summary>Writes one row's value into a COPY.</summary>
    internal abstract Task WriteAsync(NpgsqlBinaryImporter importer, int row, CancellationToken cancellation);

    /// <summary>Adds one row's value to the hash of its row's key.</summary>
    internal abstract void AddTo(ref HashCode key, int row);

    private static ValueColumn<T> Of<T>(string name, ColumnType type, T[] values) => new(name, type, values);
}

/// <summary>How a column's values travel: the type they are unnested as, and the cast to the type they are stored
/// as.</summary>
internal sealed record ColumnType(string Unnested, NpgsqlDbType DbType, string Cast = "")
{
    internal static readonly ColumnType Text = new("text", NpgsqlDbType.Text);
    internal static readonly ColumnType Uuid = new("uuid", NpgsqlDbType.Uuid);
    internal static readonly ColumnType BigInt = new("bigint", NpgsqlDbType.Bigint);
    internal static readonly ColumnType Integer = new("integer", NpgsqlDbType.Integer);
    internal static readonly ColumnType Boolean = new("boolean", NpgsqlDbType.Boolean);
    internal static readonly ColumnType Timestamp = new("timestamptz", NpgsqlDbType.TimestampTz);
    internal static readonly ColumnType Json = new("jsonb", NpgsqlDbType.Jsonb);
    internal static readonly ColumnType JsonText = new("json", NpgsqlDbType.Json);
    internal static readonly ColumnType Bytes = new("bytea", NpgsqlDbType.Bytea);

    /// <summary>An array of arrays would be flattened by unnest, so each list travels as an array literal.</summary>
    internal static readonly ColumnType TextArray = new("text", NpgsqlDbType.Text, "::text[]");
}

internal sealed class ValueColumn<T>(string name, ColumnType type, T[] values) : Column(name, type)
{
    public override int Count => values.Length;

    internal override long Size => values switch
    {
        byte[]?[] texts => texts.Sum(text => (long)(text?.Length ?? 0)),
        string?[] texts => texts.Sum(text => (long)(text?.Length ?? 0)),
        _ => 0,
    };

    internal override NpgsqlParameter Concatenate(IReadOnlyList<Column> parts)
    {
        var all = new T[parts.Sum(part => part.Count)];
        var at = 0;
        foreach (var part in parts)
        {
            var from = ((ValueColumn<T>)part).Values;
            from.CopyTo(all, at);
            at += from.Length;
        }

        return Parameters.Array(Type.DbType, all);
    }

    internal override async Task WriteAsync(NpgsqlBinaryImporter importer, int row, CancellationToken cancellation)
    {
        if (values[row] is { } value)
        {
            await importer.WriteAsync(value, Type.DbType, cancellation);
            return;
        }

        await importer.WriteNullAsync(cancellation);
    }

    internal override void AddTo(ref HashCode key, int row) => key.Add(values[row]);

    private T[] Values => values;
}

internal sealed class TextArrayColumn(string name, string[]?[] values) : Column(name, ColumnType.TextArray)
{
    public override int Count => values.Length;

    internal override NpgsqlParameter Concatenate(IReadOnlyList<Column> parts) => Parameters.Array(
        NpgsqlDbType.Text,
        parts.SelectMany(part => ((TextArrayColumn)part).Values).Select(Literal).ToArray());

    internal override Task WriteAsync(NpgsqlBinaryImporter importer, int row, CancellationToken cancellation) =>
        values[row] is { } value
            ? importer.WriteAsync(value, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellation)
            : importer.WriteNullAsync(cancellation);

    internal override void AddTo(ref HashCode key, int row) =>
        key.Add(values[row] is { } value ? Literal(value) : null, StringComparer.Ordinal);

    private string[]?[] Values => values;

    /// <summary>A PostgreSQL array literal: every element quoted, with quotes and backslashes escaped.</summary>
    private static string? Literal(string[]? elements) =>
        elements is null ? null : $"{{{string.Join(',', elements.Select(Quoted))}}}";

    private static string Quoted(string element)
    {
        var escaped = element.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
