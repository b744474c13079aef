using System.Text;

namespace Attribution.Stix.Tests.Markings;

public sealed class TlpTests
{
    [SharedDataTheory]
    [InlineData("tlp/tlp-1.0.json")]
    [InlineData("tlp/tlp-2.0.json")]
    public void Our_definitions_equal_the_published_ones_to_the_last_property(string file)
    {
        var published = StixReader.Read(SharedData.ReadAllBytes(file)).Objects.ToList();

        published.ShouldNotBeEmpty();
        foreach (var definition in published)
        {
            Canonical(Tlp.Find(definition.Id)!).ShouldBe(Canonical(definition));
        }
    }

    [Fact]
    public void Levels_rise_from_clear_to_red_and_white_is_clear()
    {
        Tlp.SecondVersion.Select(d => Tlp.LevelOf(d.Id)).ShouldBe(Enum.GetValues<TlpLevel>().Cast<TlpLevel?>());
        Tlp.FirstVersion.Select(d => Tlp.LevelOf(d.Id))
            .ShouldBe([TlpLevel.Clear, TlpLevel.Green, TlpLevel.Amber, TlpLevel.Red]);
        Tlp.Definition(TlpLevel.AmberStrict).Text("name").ShouldBe("TLP:AMBER+STRICT");
    }

    private static string Canonical(StixObject definition) =>
        Encoding.UTF8.GetString(CanonicalJson.Write(definition.Json));
}
