using System.Collections.Immutable;
using Attribution.App.Graph.Imported;
using Attribution.Domain.Access;
using Attribution.Stix;
using NodaTime;
using Handling = Attribution.Domain.Access.Handling;
using StixId = Attribution.Stix.StixId;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixImport;

/// <summary>An object on its way in, and what became of it so far.</summary>
internal sealed class Arrival(StixObject content, long? place, Tlp? statedLabel, Handling handling)
{
    internal StixObject Object { get; } = content;

    /// <summary>Its place in the bundle; null for one that waited since an earlier import.</summary>
    internal long? Place { get; } = place;

    /// <summary>The label its own markings state.</summary>
    internal Tlp? StatedLabel { get; } = statedLabel;

    internal Handling Handling { get; } = handling;

    internal string Id { get; } = content.Id.ToString();

    /// <summary>What is compared with the version that is known. PostgreSQL keeps microseconds: two versions closer
    /// than that are one.</summary>
    internal StixVersion Version { get; } = InMicroseconds(StixVersion.Of(content));

    internal ImmutableArray<StixFinding> Findings { get; init; } = [];

    /// <summary>The version it replaces; null when its id was unknown.</summary>
    internal KnownVersion? Before { get; set; }

    internal StixImportOutcome Outcome { get; private set; } = StixImportOutcome.Taken;

    internal string? Code { get; private set; }

    internal string? Message { get; private set; }

    internal string? Path { get; private set; }

    /// <summary>Ends of the relationship that are not here yet.</summary>
    internal ImmutableArray<StixId> Missing { get; private set; } = [];

    internal bool IsKept => Outcome is StixImportOutcome.Taken or StixImportOutcome.Opaque or StixImportOutcome.Waiting;

    internal void End(StixImportOutcome outcome, string code, string message, string? path = null) =>
        (Outcome, Code, Message, Path) = (outcome, code, message, path);

    internal void Wait(ImmutableArray<StixId> missing)
    {
        Missing = missing;
        End(
            StixImportOutcome.Waiting,
            "REFERENCE_MISSING",
            $"It takes effect when {string.Join(" and ", missing)} comes.");
    }

    /// <summary>As the graph reads it.</summary>
    internal ImportedObject InGraph(TenantId tenant) =>
        new(tenant, Object, Version.At ?? NodaConstants.UnixEpoch, Handling);

    private static StixVersion InMicroseconds(StixVersion version) => version.At is { } at
        ? version with { At = Storable.Time(at) }
        : version;
}

/// <summary>The latest version that is known of an object.</summary>
/// <param name="Version">What a later one is compared with.</param>
/// <param name="Content">The object itself, where the next version is compared with it property by property:
/// campaigns.</param>
internal sealed record KnownVersion(StixVersion Version, StixObject? Content);

/// <summary>What a relationship has to know of one of its ends.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Technique">By ATT&amp;CK, of an attack-pattern.</param>
/// <param name="StatedLabel">The label its own markings state.</param>
/// <param name="Content">Of identities and locations, which become targets.</param>
internal sealed record RelationshipEnd(string? Name, string? Technique, Tlp? StatedLabel, StixObject? Content)
{
    internal static RelationshipEnd Of(Arrival arrival) => new(
        arrival.Object.Text("name"), TechniqueOf(arrival.Object), arrival.StatedLabel, arrival.Object);

    /// <summary>The ATT&amp;CK technique that an attack-pattern is; null for another object.</summary>
    internal static string? TechniqueOf(StixObject content) =>
        content.Type == "attack-pattern" ? AttackReference.IdOf(content) : null;
}
