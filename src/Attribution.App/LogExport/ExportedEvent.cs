using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.EventStore;
using NodaTime.Text;

namespace Attribution.App.LogExport;

/// <summary>An event as an auditor gets it.</summary>
/// <param name="Record">As it is stored.</param>
/// <param name="About">The campaign it is about; null when it is about none.</param>
/// <param name="Data">Its content, without what has been redacted since and without references to what the auditor
/// may not see.</param>
internal sealed record ExportedEvent(RecordedEvent Record, Guid? About, JsonNode Data)
{
    internal LogPlace Place => new(Record.Stream.Value, Record.Version);

    /// <summary>One line of NDJSON, with its end.</summary>
    internal byte[] ToLine()
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("place", Place.ToString());
            json.WriteString("id", Record.Id);
            json.WriteString("type", Record.Type);
            json.WriteString("recordedAt", InstantPattern.ExtendedIso.Format(Record.RecordedAt));
            json.WriteString("recordedBy", Record.UserId);
            json.WriteString("reason", Record.Reason);
            json.WriteString("correlationId", Record.CorrelationId);
            json.WriteString("causationId", Record.CausationId);
            json.WritePropertyName("data");
            Data.WriteTo(json);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}

/// <summary>An event that an auditor took along, as something that was read.</summary>
internal sealed record TakenEvent(ExportedEvent Event) : IAuditedRecord
{
    public Guid Id => Event.Record.Stream.Value;

    public TenantId Tenant => new(Event.Record.Stream.TenantId);

    public string RecordType => "log";

    public Guid? Campaign => Event.About;

    public bool IsRecordedAlways => true;
}
