using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.5.2.2 "Fragment Spreads Must Not Form Cycles".</summary>
public class NoFragmentCyclesTests
{
    [Fact]
    public void Two_fragments_around_each_other() =>
        Rule<NoFragmentCycles>.Rejects(
            """
            { dog { ...nameFragment } }
            fragment nameFragment on Dog {
              name
              ...barkVolumeFragment
            }
            fragment barkVolumeFragment on Dog {
              barkVolume
              ...nameFragment
            }
            """,
            "Cannot spread fragment \"nameFragment\" within itself via \"barkVolumeFragment\". 4:3 8:3");

    [Fact]
    public void A_cycle_through_fields() =>
        Rule<NoFragmentCycles>.Rejects(
            """
            { dog { ...dogFragment } }
            fragment dogFragment on Dog { name owner { ...ownerFragment } }
            fragment ownerFragment on Human { name pets { ...dogFragment } }
            """,
            "Cannot spread fragment \"dogFragment\" within itself via \"ownerFragment\". 2:44 3:47");

    [Fact]
    public void A_fragment_in_itself() =>
        Rule<NoFragmentCycles>.Rejects(
            """
            fragment a on Dog { ...a }
            """,
            "Cannot spread fragment \"a\" within itself. 1:21");

    [Fact]
    public void A_fragment_used_twice_is_no_cycle() =>
        Rule<NoFragmentCycles>.Accepts(
            """
            { dog { ...a ...b } }
            fragment a on Dog { ...c }
            fragment b on Dog { ...c }
            fragment c on Dog { name }
            """);
}
