namespace Attribution.Domain.Access;

/// <summary>
/// Who may see a record. It is part of a record's first event: there is no moment in which it was wider.
/// </summary>
/// <param name="SharedWith">Organisations beside the owner.</param>
/// <param name="ReleasableTo">ISO 3166 alpha-2 codes, upper-case; empty means no restriction by country.</param>
/// <param name="Recipients">The named individuals (token subjects) of a TLP:RED record.</param>
public sealed record Handling(
    Tlp Tlp,
    OrganisationId Owner,
    ImmutableArray<OrganisationId> SharedWith,
    ImmutableArray<string> ReleasableTo,
    ImmutableArray<string> Recipients)
{
    /// <summary>Visible to the owner's people within the label, and to nobody else yet.</summary>
    public static Handling OwnedBy(OrganisationId owner, Tlp tlp = Tlp.Amber) => new(tlp, owner, [], [], []);

    /// <summary>The same handling in its one spelling: lists sorted and free of repetition, and the author named
    /// among the recipients of a TLP:RED record, which otherwise nobody could open.</summary>
    public Handling Normalised(Author author) => this with
    {
        SharedWith = [.. SharedWith.OrEmpty().Distinct().OrderBy(o => o.Value, StringComparer.Ordinal)],
        ReleasableTo = Sorted(ReleasableTo.OrEmpty().Select(country => country.ToUpperInvariant())),
        Recipients = Sorted(Tlp == Tlp.Red ? Recipients.OrEmpty().Append(author.Id) : Recipients.OrEmpty()),
    };

    /// <summary>Whether both let the same people in; both must be normalised.</summary>
    public bool IsSameAs(Handling other) =>
        Tlp == other.Tlp && Owner == other.Owner && SharedWith.SequenceEqual(other.SharedWith)
        && ReleasableTo.SequenceEqual(other.ReleasableTo) && Recipients.SequenceEqual(other.Recipients);

    /// <summary>
    /// What a change from another handling amounts to; this one must be normalised. Neither a problem nor a value means
    /// that nothing changes.
    /// </summary>
    internal (Rejection? Problem, Handling? To) ChangeFrom(Handling before, string? reason)
    {
        if (IsSameAs(before))
        {
            return (null, null);
        }

        var problem = Owner != before.Owner
            ? AccessRejection.OwnerIsFixed
            : Problem() ?? Check.Reason(reason);
        return problem is null ? (null, this) : (problem, null);
    }

    /// <summary>The first thing wrong with it; null when it can be stored.</summary>
    public Rejection? Problem() =>
        (string.IsNullOrWhiteSpace(Owner.Value) ? AccessRejection.OwnerRequired : null)
        ?? (Enum.IsDefined(Tlp) ? null : AccessRejection.InvalidClassification)
        ?? Check.Each(ReleasableTo.OrEmpty(), "releasableTo", Check.Country)
        ?? Check.Each(Recipients.OrEmpty(), "recipients", Check.Name)
        ?? Check.Each([.. SharedWith.OrEmpty().Select(organisation => organisation.Value)], "sharedWith", Check.Name);

    private static ImmutableArray<string> Sorted(IEnumerable<string> items) =>
        [.. items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
