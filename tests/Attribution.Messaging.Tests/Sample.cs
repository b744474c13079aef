using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using NodaTime;

namespace Attribution.Messaging.Tests;

/// <summary>The fixed times, ids and messages that examples are made of.</summary>
internal static class Sample
{
    public const string Queue = "intake";

    public static Instant Now { get; } = Instant.FromUtc(2026, 3, 1, 12, 0);

    public static MessageType<Cluster> ClusterDetected { get; } =
        new("attribution.cluster.detected.v1", SampleJson.Default.Cluster);

    public static Envelope Message(
        string id = "m-1", string? subject = null, string body = """{"label":"apt28","size":3}""") =>
        new()
        {
            Id = id,
            Source = "/pipelines/correlation",
            Type = ClusterDetected.Name,
            Subject = subject,
            Body = MessageBody.Parse(body),
        };

    /// <summary>An envelope with every field set.</summary>
    public static Envelope FullMessage() => Message("m-1", "cluster/7") with
    {
        Time = Now - Duration.FromMinutes(5),
        TenantId = "tenant-a",
        CorrelationId = "corr-1",
        CausationId = "cause-1",
        DataSchema = "https://attribution.example/schemas/cluster-1.json",
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        TraceState = "rojo=00f067aa0ba902b7",
        DeliverBy = Now + Duration.FromHours(1),
        ScheduledFor = Now + Duration.FromMinutes(1),
        Attempts = 2,
        Extensions = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("sampled", "true"),
    };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>A small stand-in for what the correlation pipeline sends.</summary>
internal sealed record Cluster(string Label, int Size);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Cluster))]
internal sealed partial class SampleJson : JsonSerializerContext;
