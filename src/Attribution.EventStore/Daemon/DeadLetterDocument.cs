using System.Text.Json;
using Attribution.EventStore.Rows;
using NodaTime.Text;

namespace Attribution.EventStore.Daemon;

/// <summary>A parked event as it is stored: a document with the members of Marten's dead letter event.</summary>
internal static class DeadLetterDocument
{
    private static readonly RowTable Table = new("mt_doc_deadletterevent", "tenant_id", "id");

    /// <summary>Parks the event.</summary>
    internal static RowSet Upsert(ParkedEvent parked)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteString("Id", parked.Id);
            json.WriteString("ProjectionName", parked.Projection);
            json.WriteString("ShardName", "All");
            json.WriteString("Timestamp", InstantPattern.ExtendedIso.Format(parked.ParkedAt));
            json.WriteString("ExceptionMessage", parked.Message);
            json.WriteString("ExceptionType", parked.ExceptionType);
            json.WriteNumber("EventSequence", parked.Position);
            json.WriteEndObject();
        }

        return new RowSet(
            Table,
            RowChange.Upsert,
            Column.Text("tenant_id", parked.Stream.TenantId),
            Column.Uuid("id", parked.Id),
            Column.Json("data", memory.ToArray()),
            Column.Timestamp("mt_last_modified", parked.ParkedAt));
    }

    /// <summary>Removes it: the event has been applied.</summary>
    internal static RowSet Delete(ParkedEvent parked) => new(
        Table, RowChange.Delete, Column.Text("tenant_id", parked.Stream.TenantId), Column.Uuid("id", parked.Id));
}
