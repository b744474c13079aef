using Attribution.App.StixImport;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Stix;
using NodaTime;
using Handling = Attribution.Domain.Access.Handling;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.Graph.Imported;

/// <summary>A version of an object that an import brought, as the graph reads it.</summary>
/// <param name="Tenant">Where it is kept.</param>
/// <param name="Content">The object.</param>
/// <param name="Version">Of two versions the later one counts.</param>
/// <param name="Handling">Who may see it.</param>
internal sealed record ImportedObject(TenantId Tenant, StixObject Content, Instant Version, Handling Handling)
{
    internal string Id { get; } = Content.Id.ToString();

    /// <summary>The node it is; null when it is none.</summary>
    internal string? Node { get; } = NodeOf(Content);

    /// <summary>The campaign it is; null when it is something else.</summary>
    internal Guid? Campaign => Content.Type == "campaign" ? Content.Id.Uuid : null;

    /// <summary>What a relationship connects; null for another object, for one of whose ends is no node, and for one
    /// that says something of a campaign which the campaign itself says then.</summary>
    internal (StixId Source, StixId Target)? Ends { get; } = EndsOf(Content);

    private static string? NodeOf(StixObject content) => content.Type switch
    {
        _ when !GraphNode.IsKind(content.Type) => null,
        "attack-pattern" when RelationshipEnd.TechniqueOf(content) is { } technique => GraphNode.Normalise(technique),
        "identity" or "location" when TargetOf(content) is { } target => GraphNode.Of(target).Id,
        _ => content.Id.ToString(),
    };

    /// <summary>Whom campaigns and actors name as their target is the same node.</summary>
    private static Target? TargetOf(StixObject content) => Translation.TargetOf(
        new RelationshipEnd(content.Text("name"), Technique: null, StatedLabel: null, content))?.Normalised();

    private static (StixId Source, StixId Target)? EndsOf(StixObject content) =>
        content.Type == "relationship"
        && Translation.EndsNeeded(content).IsEmpty
        && content.Reference("source_ref") is { } source && GraphNode.IsKind(source.Type)
        && content.Reference("target_ref") is { } target && GraphNode.IsKind(target.Type)
            ? (source, target)
            : null;
}
