using System.Text;

namespace Attribution.Stix.Tests.Model;

public sealed class AttackReferenceTests
{
    [Theory]
    [InlineData("attack-pattern", "mitre-attack", "T1566.001", true)]
    [InlineData("attack-pattern", "mitre-ics-attack", "T0865", true)]
    [InlineData("attack-pattern", "mitre-attack", "G0016", false)]
    [InlineData("attack-pattern", "capec", "T1566", false)]
    [InlineData("attack-pattern", "mitre-attack", "T156", false)]
    [InlineData("attack-pattern", "mitre-attack", "T1566.1", false)]
    [InlineData("attack-pattern", "mitre-attack", "T1566.001.001", false)]
    [InlineData("attack-pattern", "mitre-attack", "", false)]
    [InlineData("intrusion-set", "mitre-attack", "G0016", true)]
    [InlineData("x-mitre-tactic", "mitre-attack", "TA0001", true)]
    [InlineData("intrusion-set", "mitre-attack", "0016", false)]
    public void Source_and_form_decide(string type, string source, string id, bool isAttack)
    {
        var stixObject = StixObject.Parse(Encoding.UTF8.GetBytes($$"""
            {"type":"{{type}}","id":"{{type}}--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","external_references":[
              {"source_name":"capec","external_id":"CAPEC-1"},{"source_name":"{{source}}","external_id":"{{id}}"}]}
            """));

        AttackReference.IdOf(stixObject).ShouldBe(isAttack ? id : null);
    }

    [SharedDataTheory]
    [InlineData("attack/enterprise-attack-18.1.json.gz", 835)]
    [InlineData("attack/ics-attack-18.1.json.gz", 95)]
    [InlineData("attack/mobile-attack-18.1.json.gz", 190)]
    public void Every_technique_of_a_release_has_an_id_of_its_own(string file, int count)
    {
        var ids = StixReader.Read(SharedData.ReadAllBytes(file)).Objects
            .Where(stixObject => stixObject.Type == "attack-pattern")
            .Select(AttackReference.IdOf)
            .ToList();

        ids.Count.ShouldBe(count);
        ids.ShouldNotContain((string?)null);
        ids.ShouldBeUnique();
    }
}
