using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Attribution.App.LogExport;

/// <summary>Where events refer to other records, which somebody who sees the event need not see.</summary>
internal static class RecordReferences
{
    /// <summary>The names of such properties, wherever they stand in an event.</summary>
    internal static ImmutableArray<string> Names { get; } =
        ["parentCampaign", "campaign", "investigation", "other", "into", "from"];

    /// <summary>The records that an event refers to.</summary>
    internal static IEnumerable<Guid> Of(JsonNode data) => Places(data).Select(place => place.Record);

    /// <summary>Takes out all references but those to what may be seen.</summary>
    internal static void Withhold(JsonNode data, IReadOnlySet<Guid> seen)
    {
        foreach (var (holder, name, _) in Places(data).Where(place => !seen.Contains(place.Record)).ToArray())
        {
            holder[name] = null;
        }
    }

    private static IEnumerable<(JsonObject Holder, string Name, Guid Record)> Places(JsonNode? node) => node switch
    {
        JsonObject holder => holder.SelectMany(property =>
            Names.Contains(property.Key) && property.Value is JsonValue value && value.TryGetValue<Guid>(out var record)
                ? [(holder, property.Key, record)]
                : Places(property.Value)),
        JsonArray list => list.SelectMany(Places),
        _ => [],
    };
}
