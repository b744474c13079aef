using System.Collections.Immutable;
using Attribution.App.Access.Audit;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.App.Taxii.Feeds;

/// <summary>
/// A collection of another server that an organisation reads, and may send campaigns to. It has the access columns of a
/// record of the organisation with its ceiling as label. What it brings is imported with no more rights than that, and
/// what it sends is what the narrowest of its readers may see.
/// </summary>
/// <param name="Id">Follows from organisation and name.</param>
/// <param name="Tenant">For whom it reads.</param>
/// <param name="Organisation">Whom what it brings belongs to.</param>
/// <param name="Ceiling">Nothing narrower comes in or goes out; also the label of objects that come without
/// markings.</param>
/// <param name="Source">Where it reads.</param>
/// <param name="Every">How long after a poll the next one begins; null for a feed that is read when somebody
/// asks.</param>
internal sealed record TaxiiFeed(
    Guid Id, TenantId Tenant, OrganisationId Organisation, Tlp Ceiling, FeedSource Source, Duration? Every)
{
    private static readonly Guid Space = new("c2a7c9c4-3f5c-5d36-9a52-5a0e1b7f6d10");

    /// <summary>In whose name what it brings is imported: a program's, so that attributions stay under the ceiling of
    /// machines until an analyst has reviewed them.</summary>
    internal Principal Importer => Principal(Role.Analyst, Role.Pipeline);

    /// <summary>For whom what it sends is exported: of the organisation, cleared for a label, of no country, client of
    /// nobody (docs/decisions/0005). Everybody who sees the feed may see what that reader sees.</summary>
    internal Principal Reader => Principal(Role.Analyst);

    /// <summary>An organisation calls one feed by a name.</summary>
    internal static Guid IdOf(Principal owner, string name) =>
        NameBasedId.Create(Space, $"{owner.Tenant.Value}\n{owner.Organisation.Value}\n{name}");

    private Principal Principal(params ImmutableArray<Role> roles) =>
        new($"feed:{Id}", Tenant, Organisation, Ceiling, [], roles, []);
}

/// <summary>Where a feed reads, and what.</summary>
/// <param name="ApiRoot">The address of the API root.</param>
/// <param name="Collection">The collection's id or alias.</param>
/// <param name="Credentials">What the operator calls the credentials; null for none.</param>
/// <param name="Filter">Which objects.</param>
internal sealed record FeedSource(Uri ApiRoot, string Collection, string? Credentials, TaxiiFilter Filter);

/// <summary>A feed as people read it.</summary>
internal sealed record TaxiiFeedView(
    TaxiiFeed Feed, string Name, Instant SavedAt, string SavedBy, FeedHealth Health) : IAuditedRecord
{
    TenantId IAuditedRecord.Tenant => Feed.Tenant;

    Guid IAuditedRecord.Id => Feed.Id;

    string IAuditedRecord.RecordType => "taxii_feed";
}

/// <summary>How a feed fares.</summary>
/// <param name="PolledAt">When it was last read, with whatever result.</param>
/// <param name="SucceededAt">When it was last read without a problem.</param>
/// <param name="CaughtUpAt">When the server last had nothing more: how long ago that is, is its lag.</param>
/// <param name="ReadUpTo">When the last object that was read had been added, by the server's word.</param>
/// <param name="NextPollAt">When it will be read again; null when nobody knows yet, or nobody will.</param>
/// <param name="FailuresInARow">How often reading it has failed since it last went well.</param>
/// <param name="FailingSince">Since when it has.</param>
/// <param name="Code">Why it failed last, as a stable code.</param>
/// <param name="Problem">Why, for a person.</param>
/// <param name="Remarks">Where the server breaks the standard without harm.</param>
/// <param name="Received">How many objects came, those that came again included.</param>
/// <param name="Refused">How many of them were refused.</param>
/// <param name="LastImport">The report of the last page.</param>
internal sealed record FeedHealth(
    Instant? PolledAt,
    Instant? SucceededAt,
    Instant? CaughtUpAt,
    Instant? ReadUpTo,
    Instant? NextPollAt,
    int FailuresInARow,
    Instant? FailingSince,
    string? Code,
    string? Problem,
    IReadOnlyList<string> Remarks,
    long Received,
    long Refused,
    Guid? LastImport);
