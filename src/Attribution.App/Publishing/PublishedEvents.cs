using System.Collections.Frozen;

namespace Attribution.App.Publishing;

/// <summary>Which events are told to others, and under what name. The names are contracts: they are never changed, a
/// new shape gets a new version.</summary>
internal static class PublishedEvents
{
    private static readonly FrozenDictionary<string, string> ByStoredName = new Dictionary<string, string>
    {
        ["created"] = "attribution.campaign.created.v1",
        ["promoted"] = "attribution.campaign.promoted.v1",
        ["activated"] = "attribution.campaign.activated.v1",
        ["went_dormant"] = "attribution.campaign.went-dormant.v1",
        ["reactivated"] = "attribution.campaign.reactivated.v1",
        ["concluded"] = "attribution.campaign.concluded.v1",
        ["proposed"] = "attribution.hypothesis.proposed.v1",
        ["confidence_revised"] = "attribution.hypothesis.confidence-revised.v1",
        ["resolved"] = "attribution.hypothesis.resolved.v1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, in order.</summary>
    internal static IReadOnlyList<string> Types { get; } = [.. ByStoredName.Values.Order(StringComparer.Ordinal)];

    /// <summary>The name of a stored event outside.</summary>
    internal static string TypeOf(string storedName) => ByStoredName[storedName];

    /// <summary>The stored events that some published ones are.</summary>
    internal static string[] StoredNames(IEnumerable<string> types)
    {
        var wanted = types.ToHashSet(StringComparer.Ordinal);
        return [.. ByStoredName.Where(pair => wanted.Contains(pair.Value)).Select(pair => pair.Key)];
    }
}
