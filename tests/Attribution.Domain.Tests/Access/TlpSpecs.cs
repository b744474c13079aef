namespace Attribution.Domain.Tests.Access;

public sealed class TlpSpecs
{
    [Theory]
    [InlineData("TLP:CLEAR", Tlp.Clear)]
    [InlineData("white", Tlp.Clear)]
    [InlineData("TLP:WHITE", Tlp.Clear)]
    [InlineData(" tlp:green ", Tlp.Green)]
    [InlineData("AMBER", Tlp.Amber)]
    [InlineData("TLP:AMBER+STRICT", Tlp.AmberStrict)]
    [InlineData("amber-strict", Tlp.AmberStrict)]
    [InlineData("AMBER_STRICT", Tlp.AmberStrict)]
    [InlineData("tlp-red", Tlp.Red)]
    public void Labels_of_both_versions_are_read_in_any_spelling(string text, Tlp tlp) =>
        TlpLabel.Parse(text).ShouldBe(tlp);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TLP:")]
    [InlineData("AMBER+")]
    [InlineData("PURPLE")]
    [InlineData("4")]
    public void What_is_no_label_stays_unread(string? text) => TlpLabel.Parse(text).ShouldBeNull();

    [Fact]
    public void Every_label_reads_as_it_prints() =>
        Enum.GetValues<Tlp>().Select(tlp => TlpLabel.Parse(tlp.Print())).ShouldBe(Enum.GetValues<Tlp>().Cast<Tlp?>());

    [Fact]
    public void Labels_are_ordered_from_the_widest_audience_to_the_narrowest() =>
        new[] { Tlp.Red, Tlp.Amber, Tlp.Clear, Tlp.AmberStrict, Tlp.Green }.Order()
            .ShouldBe([Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red]);
}
