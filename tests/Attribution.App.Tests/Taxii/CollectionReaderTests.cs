using System.Collections.Immutable;
using Attribution.App.Taxii;
using Attribution.Domain.Access;
using NodaTime;

namespace Attribution.App.Tests.Taxii;

/// <summary>On this stands that a collection filters nothing when it is read: whoever sees the collection may see
/// whatever its reader may see.</summary>
public sealed class CollectionReaderTests
{
    private static readonly OrganisationId[] Organisations = [new("blue"), new("red")];
    private static readonly string[] Countries = ["DE", "FR"];
    private static readonly string[] People = ["anna", "rolf", "taxii:6f0d9c0c-3a77-4e6d-9d0c-0b6f8f2f7a51"];

    [Fact]
    public void Whoever_sees_a_collection_may_see_all_that_its_reader_sees()
    {
        var (shown, read) = (0, 0);
        foreach (var collection in Enum.GetValues<Tlp>().Where(label => label != Tlp.Red).Select(Collection))
        {
            var itself = new AccessRecord(
                collection.Tenant, Handling.OwnedBy(collection.Organisation, collection.Ceiling));
            foreach (var caller in Principals().Where(caller => Visibility.Allows(caller, itself)))
            {
                read++;
                foreach (var record in Records().Where(record => Visibility.Allows(collection.Reader, record)))
                {
                    shown++;
                    Visibility.Allows(caller, record).ShouldBeTrue($"{caller} {record}");
                }
            }
        }

        read.ShouldBeGreaterThan(100);
        shown.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void The_reader_sees_what_its_organisation_owns_up_to_the_ceiling()
    {
        var reader = Collection(Tlp.Amber).Reader;

        Visibility.Allows(reader, Record(Tlp.Amber)).ShouldBeTrue();
        Visibility.Allows(reader, Record(Tlp.AmberStrict)).ShouldBeFalse();

        static AccessRecord Record(Tlp label) => new(new TenantId("acme"), Handling.OwnedBy(new("blue"), label));
    }

    private static ServedCollection Collection(Tlp ceiling) => new(
        new Guid("6f0d9c0c-3a77-4e6d-9d0c-0b6f8f2f7a51"),
        new TenantId("acme"),
        new OrganisationId("blue"),
        "Everything",
        Description: null,
        ceiling,
        AcceptsObjects: false,
        CollectionFilter.Everything,
        NodaConstants.UnixEpoch,
        "anna",
        Revision: 0);

    private static IEnumerable<Principal> Principals() =>
        from tenant in new[] { "acme", "rival" }
        from organisation in Organisations
        from clearance in Enum.GetValues<Tlp>()
        from countries in Subsets(Countries)
        from clientOf in Subsets(Organisations)
        from subject in People
        select new Principal(
            subject, new TenantId(tenant), organisation, clearance, countries, [Role.Analyst], clientOf);

    private static IEnumerable<AccessRecord> Records() =>
        from tenant in new[] { "acme", "rival" }
        from owner in Organisations
        from label in Enum.GetValues<Tlp>()
        from sharedWith in Subsets(Organisations)
        from releasableTo in Subsets(Countries)
        from recipients in Subsets(People)
        select new AccessRecord(
            new TenantId(tenant), new Handling(label, owner, sharedWith, releasableTo, recipients));

    private static IEnumerable<ImmutableArray<T>> Subsets<T>(T[] items) =>
        Enumerable.Range(0, 1 << items.Length).Select(
            chosen => items.Where((_, index) => (chosen & (1 << index)) != 0).ToImmutableArray());
}
