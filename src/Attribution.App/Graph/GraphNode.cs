using System.Collections.Frozen;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.Domain;
using Attribution.Domain.Campaigns;
using Attribution.Domain.KillChain;

namespace Attribution.App.Graph;

/// <summary>A thing that relationships connect. It exists for a caller when a relationship says so that the caller may
/// see.</summary>
/// <param name="Id">Its STIX id; the ATT&amp;CK id of a technique.</param>
/// <param name="Name">What a relationship calls it; null where its id says it or where it has a page.</param>
internal sealed record GraphNode(string Id, string? Name = null)
{
    private static readonly Guid PlaceSpace = new("5b0c9a51-3c5d-5a57-9d2e-7f4b6c1d8e90");

    private static readonly FrozenDictionary<string, GraphNodeType> Types = new Dictionary<string, GraphNodeType>
    {
        ["campaign"] = GraphNodeType.Campaign,
        ["threat-actor"] = GraphNodeType.Actor,
        ["intrusion-set"] = GraphNodeType.Actor,
        ["attack-pattern"] = GraphNodeType.Technique,
        ["indicator"] = GraphNodeType.Indicator,
        ["infrastructure"] = GraphNodeType.Infrastructure,
        ["malware"] = GraphNodeType.Malware,
        ["tool"] = GraphNodeType.Tool,
        ["vulnerability"] = GraphNodeType.Vulnerability,
        ["location"] = GraphNodeType.Location,
        ["identity"] = GraphNodeType.Identity,
        ["investigation"] = GraphNodeType.Investigation,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether things of this STIX type are nodes.</summary>
    internal static bool IsKind(string type) => Types.ContainsKey(type);

    internal GraphNodeType Type => TypeOf(Id) ?? GraphNodeType.Identity;

    /// <summary>Whether the objects of bundles that are this node may have ids of their own.</summary>
    internal bool HasAnotherIdInBundles => StixId.TryParse(Id, out var type, out _)
        && type is "attack-pattern" or "identity" or "location";

    /// <summary>The campaign it is; null when it is something else.</summary>
    internal Guid? Campaign => CampaignFields.FromStixId(Id);

    /// <summary>The one spelling of a node's id; null when the text is none.</summary>
    internal static string? Normalise(string text)
    {
        var technique = TechniqueId.Normalise(text);
        return TechniqueId.IsWellFormed(technique) ? technique
            : StixId.TryParse(text.Trim(), out var type, out var id) && Types.ContainsKey(type) ? StixId.For(type, id)
            : null;
    }

    /// <summary>Whom a campaign targets, as a node: a country is a location; a sector or an organisation an
    /// identity. The same target is the same node in every campaign.</summary>
    internal static GraphNode Of(Target target) => new(
        StixId.For(
            target.Kind == TargetKind.Country ? "location" : "identity",
            NameBasedId.Create(PlaceSpace, $"{target.Kind}:{target.Value}")),
        target.Value);

    private static GraphNodeType? TypeOf(string id) =>
        TechniqueId.IsWellFormed(id) ? GraphNodeType.Technique
        : StixId.TryParse(id, out var type, out _) && Types.TryGetValue(type, out var known) ? known
        : GraphNodeType.Technique;
}
