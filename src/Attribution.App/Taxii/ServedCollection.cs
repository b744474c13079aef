using System.Collections.Immutable;
using Attribution.App.Access.Audit;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using NodaTime;

namespace Attribution.App.Taxii;

/// <summary>
/// A collection that TAXII serves: the campaigns of a filter, under a ceiling. It belongs to an organisation and is
/// read by those of its people who may see every record that can ever be told in it (<see cref="Reader"/>); for
/// everybody else it does not exist.
/// </summary>
/// <param name="Id">As in its address; a UUID of version 4.</param>
/// <param name="Tenant">Whose campaigns it tells of.</param>
/// <param name="Organisation">Whom it belongs to.</param>
/// <param name="Title">What it is called; no two of an organisation are called the same under one ceiling.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Ceiling">Nothing narrower than this label is in it.</param>
/// <param name="AcceptsObjects">Whether peers may add objects.</param>
/// <param name="Filter">Which campaigns it tells of.</param>
/// <param name="CreatedAt">When it was first offered.</param>
/// <param name="CreatedBy">Who offered it first.</param>
/// <param name="Revision">How often what it tells of was said anew.</param>
public sealed record ServedCollection(
    Guid Id,
    TenantId Tenant,
    OrganisationId Organisation,
    string Title,
    string? Description,
    Tlp Ceiling,
    bool AcceptsObjects,
    CollectionFilter Filter,
    Instant CreatedAt,
    string CreatedBy,
    long Revision) : IAuditedRecord
{
    string IAuditedRecord.RecordType => "taxii_collection";

    private static readonly Guid Space = new("4b1d3f0e-6f0a-5c58-8a0b-0c6f0d4e7a21");

    /// <summary>
    /// The narrowest reader it can have: of the organisation, with the ceiling as clearance, of no country, client of
    /// nobody, named nowhere. The rule of access only ever grants more to who has more of these, so whatever this one
    /// may see, everybody may who sees the collection.
    /// </summary>
    internal Principal Reader => new($"taxii:{Id}", Tenant, Organisation, Ceiling, [], [Role.Analyst], []);

    /// <summary>The same title under the same ceiling is the same collection. TAXII wants a UUID of version 4, so it is
    /// a hash in that form.</summary>
    internal static Guid IdOf(Principal owner, Tlp ceiling, string title)
    {
        var hash = NameBasedId.Create(
            Space, $"{owner.Tenant.Value}\n{owner.Organisation.Value}\n{ceiling.Print()}\n{title}")
            .ToByteArray(bigEndian: true);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        return new Guid(hash, bigEndian: true);
    }
}

/// <summary>Which campaigns a collection tells of: those that all of it holds for; an empty list leaves it
/// open.</summary>
/// <param name="Statuses">One of these.</param>
/// <param name="Tags">At least one of these.</param>
/// <param name="Campaigns">One of these.</param>
public sealed record CollectionFilter(
    ImmutableArray<CampaignStatus> Statuses, ImmutableArray<string> Tags, ImmutableArray<Guid> Campaigns)
{
    /// <summary>Every campaign.</summary>
    public static CollectionFilter Everything { get; } = new([], [], []);
}
