using System.Diagnostics;
using Attribution.EventStore.Rows;
using NodaTime;
using MessageColumn = Attribution.Messaging.RowColumn;
using MessageRowSet = Attribution.Messaging.RowSet;

namespace Attribution.App.Storage;

/// <summary>Puts rows of the queue into a commit of the event store: the two know nothing of each other.</summary>
internal static class MessagingRows
{
    /// <param name="rows">What the queue wants to be inserted.</param>
    /// <param name="table">The same table, as the event store names it, with its key.</param>
    internal static RowSet From(MessageRowSet rows, RowTable table) =>
        new(table, RowChange.Insert, [.. rows.Columns.Select(From)]);

    private static Column From(MessageColumn column) => column.Type switch
    {
        "uuid" => Column.Uuid(column.Name, Each<Guid?>(column)),
        "text" => Column.Text(column.Name, Each<string?>(column)),
        "bigint" => Column.BigInt(column.Name, Each<long?>(column)),
        "timestamptz" => Column.Timestamp(column.Name, Array.ConvertAll(Each<DateTime?>(column), ToInstant)),
        "json" => Column.JsonText(column.Name, Each<string?>(column)),
        "jsonb" => Column.Json(column.Name, Array.ConvertAll(Each<string?>(column), ToBytes)),
        "bytea" => Column.Bytes(column.Name, Each<byte[]?>(column)),
        _ => throw new UnreachableException($"No column of a commit holds {column.Type}."),
    };

    private static T[] Each<T>(MessageColumn column) => [.. column.Values.Cast<T>()];

    private static Instant? ToInstant(DateTime? at) => at is { } time ? Instant.FromDateTimeUtc(time) : null;

    private static byte[]? ToBytes(string? text) => text is null ? null : System.Text.Encoding.UTF8.GetBytes(text);
}
