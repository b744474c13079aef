using System.Collections.Immutable;
using System.Text.Json;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;
using Attribution.Domain.Confidence;
using NodaTime;
using NodaTime.Text;

namespace Attribution.App.Clusters;

/// <summary>
/// Reads the correlation pipeline's cluster message (BEHAVIOUR section 2). Unknown keys are kept; what is malformed is
/// refused with the path of the field, and nothing is guessed.
/// </summary>
internal static class ClusterMessage
{
    /// <summary>A cluster, or the message around it, is for another tenant than its publisher's.</summary>
    internal const string WrongTenantCode = "WRONG_TENANT";

    private static readonly ImmutableHashSet<string> KnownKeys =
    [
        "id", "label", "member_ids", "signals", "confidence", "suggested_actor", "suggested_campaign", "techniques",
        "first_seen", "last_seen", "tags", "classification", "tenant", "organisation",
    ];

    private static Rejection WrongTenant { get; } =
        new(WrongTenantCode, "The cluster is for another tenant than its publisher's.", "tenant");

    /// <summary>The cluster, or the first thing wrong with the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="tenant">Its publisher's: a cluster that names another one came the wrong way.</param>
    internal static (Cluster? Cluster, Rejection? Rejection) Read(JsonElement message, TenantId tenant)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            return (null, new Rejection("MALFORMED_CLUSTER", "A cluster is a JSON object.", ""));
        }

        var fields = new MessageFields(message);
        var cluster = new Cluster
        {
            // Only a non-empty string is an id: anything else is the same as none.
            Id = message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null,
            Label = fields.Text("label"),
            MemberIds = fields.Texts("member_ids"),
            Signals = fields.Texts("signals"),
            Confidence = ReadConfidence(fields),
            SuggestedActor = fields.Text("suggested_actor"),
            SuggestedCampaign = fields.Text("suggested_campaign"),
            Techniques = fields.Texts("techniques"),
            Tags = fields.Texts("tags"),
            FirstSeen = fields.Time("first_seen"),
            LastSeen = fields.Time("last_seen"),
            Classification = fields.Label("classification"),
            UnknownKeys = ReadUnknownKeys(message),
        };
        return fields.Problem is { } problem ? (null, problem)
            : NamesAnother(tenant, message) ? (null, WrongTenant)
            : (cluster, null);
    }

    private static bool NamesAnother(TenantId own, JsonElement message) =>
        message.TryGetProperty("tenant", out var tenant)
        && tenant.ValueKind == JsonValueKind.String
        && !tenant.ValueEquals(own.Value);

    private static Assessment? ReadConfidence(MessageFields fields)
    {
        if (fields.Object("confidence") is not { } grade)
        {
            return null;
        }

        var parts = new MessageFields(grade);
        var assessment = Assessment.Parse(
            parts.Text("source_reliability"),
            parts.Number("information_credibility"),
            parts.Number("stix_confidence"),
            parts.Text("rationale"));
        if (assessment is null)
        {
            fields.Refuse(
                "confidence",
                "needs source_reliability A-F, information_credibility 1-6 and stix_confidence 0-100");
        }

        return assessment;
    }

    private static ImmutableSortedDictionary<string, JsonElement> ReadUnknownKeys(JsonElement message) =>
        message.EnumerateObject()
            .Where(property => !KnownKeys.Contains(property.Name))
            .GroupBy(property => property.Name, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(same => same.Key, same => same.Last().Value.Clone(), StringComparer.Ordinal);
}

/// <summary>The fields of one object, remembering the first that is not what it should be.</summary>
internal sealed class MessageFields(JsonElement message)
{
    internal Rejection? Problem { get; private set; }

    internal string? Text(string name) => Find(name) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : Refused<string>(name, "is a string");

    internal ImmutableArray<string> Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            Refuse(name, "is a list of strings");
            return [];
        }

        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    internal int Number(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number))
        {
            return number;
        }

        return -1;
    }

    internal JsonElement? Object(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return value;
        }

        Refuse(name, "is an object");
        return null;
    }

    internal Instant? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // Of the years 1 to 9999, which the database keeps; an offset may lead out of the first and of the last.
        if (OffsetDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var time)
            && (time.Year is > 1 and < 9999 || (time.Year > 0 && time.Offset == Offset.Zero)))
        {
            return time.ToInstant();
        }

        Refuse(name, "is an ISO 8601 time of the years 1 to 9999, with Z or an offset");
        return null;
    }

    internal Tlp? Label(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (TlpLabel.Parse(text) is { } label)
        {
            return label;
        }

        Refuse(name, "is a TLP label");
        return null;
    }

    internal void Refuse(string name, string rule) =>
        Problem ??= new Rejection("MALFORMED_CLUSTER", $"{name} {rule}.", name);

    private JsonElement? Find(string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T? Refused<T>(string name, string rule)
        where T : class
    {
        Refuse(name, rule);
        return null;
    }
}
