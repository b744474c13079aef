namespace Attribution.Messaging.CloudEvents;

/// <summary>
/// The context attributes of CloudEvents 1.0 (section 3.1) and the extensions that we give a meaning.
/// </summary>
internal static class AttributeNames
{
    public const string SpecVersion = "specversion";
    public const string Id = "id";
    public const string Source = "source";
    public const string Type = "type";
    public const string Subject = "subject";
    public const string Time = "time";
    public const string DataContentType = "datacontenttype";
    public const string DataSchema = "dataschema";

    // Wolverine's envelope fields, spelt as extension names must be: lower-case letters and digits.
    public const string CorrelationId = "correlationid";
    public const string CausationId = "causationid";
    public const string TenantId = "tenantid";
    public const string DeliverBy = "deliverby";
    public const string ScheduledTime = "scheduledtime";
    public const string Attempts = "attempts";

    // The distributed tracing extension.
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";

    // Members of the JSON format that are no attributes (JSON event format, section 3.1).
    public const string Data = "data";
    public const string DataBase64 = "data_base64";
}
