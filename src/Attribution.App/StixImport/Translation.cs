using System.Collections.Immutable;
using Attribution.Domain.Campaigns;
using Attribution.Stix;
using NodaTime;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixImport;

/// <summary>
/// Reads STIX objects as statements in our own terms. Pure. What has no such meaning is no loss: the object is kept and
/// given out again as it came, and the report says that it changed nothing.
/// </summary>
internal static class Translation
{
    private const int TitleLengthMax = 500;

    /// <summary>The ends that a relationship needs before it means something here; empty for any other object and for
    /// relationships between things we keep as they are.</summary>
    internal static ImmutableArray<StixId> EndsNeeded(StixObject content)
    {
        var (source, target) = (content.Reference("source_ref"), content.Reference("target_ref"));
        return content.Type == "relationship"
            && source is { } from && target is { } to
            && (from.Type, content.Text("relationship_type"), to.Type) is
                ("campaign", "attributed-to", "intrusion-set" or "threat-actor")
                or ("campaign", "uses", "attack-pattern")
                or ("campaign", "targets", "identity" or "location")
                or ("indicator", "indicates", "campaign")
            ? [from, to]
            : [];
    }

    /// <summary>What the object states; null, and the reason with the object, when it states nothing here.</summary>
    /// <param name="arrival">The object.</param>
    /// <param name="ends">The ends of its relationship; all that <see cref="EndsNeeded"/> names.</param>
    internal static Statement? Read(Arrival arrival, IReadOnlyDictionary<StixId, RelationshipEnd> ends)
    {
        var content = arrival.Object;
        if (content.IsRevoked)
        {
            return Opaque(
                arrival,
                "REVOKED",
                "Its producer revoked it: it states nothing any more. What an earlier version brought stays until "
                + "somebody here takes it back.",
                "/revoked");
        }

        return content.Type switch
        {
            "campaign" => Describe(arrival),
            "relationship" when EndsNeeded(content) is [var from, var to] => Relate(arrival, from, to, ends),
            _ => Opaque(
                arrival,
                "NO_CAMPAIGN_FACT",
                $"A {content.Type} of this kind changes no campaign; it is kept and given out again as it came."),
        };
    }

    private static Statement.Describes Describe(Arrival arrival) => new(
        arrival,
        arrival.Object.Id.Uuid,
        ProfileOf(arrival.Object),
        ReferencesOf(arrival.Object),
        arrival.Before?.Content is { } before ? ProfileOf(before) : null);

    private static Statement? Relate(
        Arrival arrival, StixId from, StixId to, IReadOnlyDictionary<StixId, RelationshipEnd> ends)
    {
        var other = ends[from.Type == "campaign" ? to : from];
        return StatementOf(arrival, from, to, other) is { } statement
            ? statement with { Label = Labels.Stricter(arrival.StatedLabel, other.StatedLabel) }
            : null;
    }

    private static Statement? StatementOf(Arrival arrival, StixId from, StixId to, RelationshipEnd other) =>
        to.Type switch
        {
            "intrusion-set" or "threat-actor" =>
                new Statement.Attributes(arrival, from.Uuid, to.ToString(), NameOf(other, to)),
            "attack-pattern" => other.Technique is { } technique
                ? new Statement.Uses(arrival, from.Uuid, technique)
                : Opaque(
                    arrival,
                    "NO_ATTACK_ID",
                    $"{to} has no external reference with an id of ATT&CK, so it is no technique known here.",
                    "/target_ref"),
            "campaign" => new Statement.Indicates(arrival, to.Uuid, from.ToString()),
            _ => TargetOf(other) is { } target
                ? new Statement.Targets(arrival, from.Uuid, target)
                : Opaque(
                    arrival,
                    "NO_TARGET",
                    $"{to} names neither an organisation nor a sector nor a country.",
                    "/target_ref"),
        };

    private static string NameOf(RelationshipEnd end, StixId id) =>
        Clean(end.Name) is { Length: > 0 } name ? name : id.ToString();

    /// <summary>A class of identities is a sector, as far as it names one; everybody else is called by name.</summary>
    internal static Target? TargetOf(RelationshipEnd end) => end.Content switch
    {
        { Type: "location" } place => Clean(place.Text("country")) is { Length: 2 } country
            ? new Target(TargetKind.Country, country)
            : null,
        { } identity when identity.Text("identity_class") == "class" && identity.Texts("sectors") is [var sector] =>
            new Target(TargetKind.Sector, sector),
        _ => Clean(end.Name) is { Length: > 0 } name ? new Target(TargetKind.Organisation, name) : null,
    };

    private static CampaignProfile ProfileOf(StixObject campaign)
    {
        var name = Clean(campaign.Text("name")) ?? "";
        return new CampaignProfile(
            name,
            [.. campaign.Texts("aliases")
                .Select(alias => Clean(alias) ?? "")
                .Where(alias => alias.Length > 0)
                .Except([name], StringComparer.OrdinalIgnoreCase)
                .Distinct(StringComparer.OrdinalIgnoreCase)],
            Clean(campaign.Text("description")),
            Clean(campaign.Text("objective")) is { } objective ? [objective] : [],
            ThreatLevel: null,
            InMicroseconds(campaign.Time("first_seen")),
            InMicroseconds(campaign.Time("last_seen")));
    }

    private static ImmutableArray<Reference> ReferencesOf(StixObject campaign) =>
    [
        .. campaign.ExternalReferences
            .Where(reference => Uri.TryCreate(reference.Url, UriKind.Absolute, out var address)
                && address.Scheme is "http" or "https")
            .DistinctBy(reference => reference.Url, StringComparer.Ordinal)
            .Select(reference => new Reference(
                Clean(reference.Url)!,
                Clean(reference.Description) is { Length: <= TitleLengthMax } title ? title : null,
                Clean(reference.SourceName))),
    ];

    private static Instant? InMicroseconds(StixTimestamp? time) => time is { } known
        ? Storable.Time(known.Instant)
        : null;

    private static string? Clean(string? text) => Storable.Text(text)?.Trim();

    private static Statement? Opaque(Arrival arrival, string code, string message, string? path = null)
    {
        arrival.End(StixImportOutcome.Opaque, code, message, path);
        return null;
    }
}
