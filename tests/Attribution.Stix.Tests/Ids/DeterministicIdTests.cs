namespace Attribution.Stix.Tests.Ids;

public sealed class DeterministicIdTests
{
    private static readonly StixId Campaign = StixId.Parse("campaign--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");
    private static readonly StixId Set = StixId.Parse("intrusion-set--83f7cd4c-0b2e-4d62-bb4c-6a3f5e4d1b20");

    [Fact]
    public void The_example_of_the_uuid_standard_is_reproduced() =>
        NameBasedUuid.Create(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"u8)
            .ShouldBe(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));

    [Fact]
    public void Exported_ids_never_change() =>
        DeterministicId.Relationship(Campaign, "attributed-to", Set).ToString()
            .ShouldBe("relationship--09baf45c-2752-571c-b722-c121eee49665");

    [Fact]
    public void Direction_kind_and_owner_tell_relationships_apart()
    {
        StixId[] ids =
        [
            DeterministicId.Relationship(Campaign, "attributed-to", Set),
            DeterministicId.Relationship(Set, "attributed-to", Campaign),
            DeterministicId.Relationship(Campaign, "related-to", Set),
            DeterministicId.Relationship(Campaign, "attributed-to", Set, "hypothesis 1"),
            DeterministicId.Relationship(Campaign, "attributed-to", Set, "hypothesis 2"),
        ];

        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.Uuid.Version == 5 && id.Type == "relationship");
    }

    [Fact]
    public void One_key_under_two_types_gives_two_uuids() =>
        DeterministicId.For("note", "key").Uuid.ShouldNotBe(DeterministicId.For("opinion", "key").Uuid);

    [Fact]
    public void The_parts_of_a_key_do_not_run_together() =>
        DeterministicId.For("note", "a", "bc").ShouldNotBe(DeterministicId.For("note", "ab", "c"));
}
