using System.Text;

namespace Attribution.Stix.Tests.Bundles;

public sealed class ObjectCheckTests
{
    private const string Uuid = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    private const string Times = "'created':'2026-01-10T09:00:00.000Z','modified':'2026-01-10T09:00:00.000Z'";

    [Theory]
    [InlineData("campaign", "'name':'A'")]
    [InlineData(
        "campaign",
        "'name':'A','confidence':0,'first_seen':'2020-01-01T00:00:00Z','last_seen':'2020-01-01T00:00:00Z'")]
    [InlineData("indicator", "'pattern':'[url:value=`a`]','pattern_type':'stix','valid_from':'2020-01-01T00:00:00Z'")]
    [InlineData("indicator", "'pattern':'rule x {}','pattern_type':'yara','valid_from':'2020-01-01T00:00:00Z'")]
    [InlineData("location", "'country':'de'")]
    [InlineData("relationship", "'relationship_type':'attributed-to','source_ref':'campaign--" + Uuid
        + "','target_ref':'intrusion-set--" + Uuid + "'")]
    [InlineData("relationship", "'relationship_type':'duplicate-of','source_ref':'tool--" + Uuid
        + "','target_ref':'tool--" + Uuid + "'")]
    public void A_right_object_has_no_findings(string type, string properties) =>
        Codes(type, properties).ShouldBeEmpty();

    [Theory]
    [InlineData("campaign", "'x':1", FindingCodes.MissingProperty, "/name")]
    [InlineData("campaign", "'name':['A']", FindingCodes.WrongType, "/name")]
    [InlineData("campaign", "'name':'A','aliases':'B'", FindingCodes.WrongType, "/aliases")]
    [InlineData("campaign", "'name':'A','aliases':['B',5]", FindingCodes.WrongType, "/aliases/1")]
    [InlineData("campaign", "'name':'A','aliases':[]", FindingCodes.EmptyList, "/aliases")]
    [InlineData("campaign", "'name':'A','description':null", FindingCodes.NullValue, "/description")]
    [InlineData("campaign", "'name':'A','x_a':{'b':[null]}", FindingCodes.NullValue, "/x_a/b/0")]
    [InlineData("campaign", "'name':'A\\u0000'", FindingCodes.NulCharacter, "")]
    [InlineData("campaign", "'name':'A','x_a':1", FindingCodes.UnknownProperty, "/x_a")]
    [InlineData("campaign", "'name':'A','confidence':101", FindingCodes.ConfidenceOutOfRange, "/confidence")]
    [InlineData("campaign", "'name':'A','confidence':0.65", FindingCodes.WrongType, "/confidence")]
    [InlineData("campaign", "'name':'A','first_seen':'2020'", FindingCodes.InvalidTimestamp, "/first_seen")]
    [InlineData("campaign", "'name':'A','first_seen':'2020-01-02T00:00:00Z','last_seen':'2020-01-01T00:00:00Z'",
        FindingCodes.TimesOutOfOrder, "/last_seen")]
    [InlineData(
        "campaign", "'name':'A','created_by_ref':'tool--" + Uuid + "'", FindingCodes.WrongReferenceType,
        "/created_by_ref")]
    [InlineData("campaign", "'name':'A','created_by_ref':'me'", FindingCodes.InvalidReference, "/created_by_ref")]
    [InlineData("campaign", "'name':'A','external_references':[{'source_name':'x'}]",
        FindingCodes.InvalidExternalReference, "/external_references/0")]
    [InlineData("campaign", "'name':'A','granular_markings':[{'selectors':['goals'],'lang':'de'}]",
        FindingCodes.InvalidSelector, "/granular_markings/0/selectors")]
    [InlineData("campaign", "'name':'A','granular_markings':[{'selectors':['name']}]",
        FindingCodes.InvalidMarking, "/granular_markings/0")]
    [InlineData("campaign", "'name':'A','extensions':{'extension-definition--" + Uuid + "':{'a':1}}",
        FindingCodes.InvalidExtension, "/extensions/extension-definition--" + Uuid)]
    [InlineData(
        "intrusion-set", "'name':'A','resource_level':'rich'", FindingCodes.UnknownVocabularyValue, "/resource_level")]
    [InlineData(
        "opinion", "'opinion':'maybe','object_refs':['tool--" + Uuid + "']", FindingCodes.InvalidEnumValue,
        "/opinion")]
    [InlineData("tool", "'name':'A','kill_chain_phases':[{'phase_name':'x'}]",
        FindingCodes.InvalidKillChainPhase, "/kill_chain_phases/0")]
    [InlineData("indicator", "'pattern':'[url:value=`a`','pattern_type':'stix','valid_from':'2020-01-01T00:00:00Z'",
        FindingCodes.InvalidPattern, "/pattern")]
    [InlineData("indicator", "'pattern':'p','pattern_type':'pcre',"
        + "'valid_from':'2020-01-01T00:00:00Z','valid_until':'2020-01-01T00:00:00Z'",
        FindingCodes.TimesOutOfOrder, "/valid_until")]
    [InlineData("malware", "'is_family':true", FindingCodes.IncompleteObject, "/name")]
    [InlineData("location", "'latitude':5", FindingCodes.IncompleteObject, "/latitude")]
    [InlineData("location", "'city':'Ulm'", FindingCodes.IncompleteObject, "")]
    [InlineData("location", "'country':'Germany'", FindingCodes.UnknownVocabularyValue, "/country")]
    [InlineData("observed-data", "'number_observed':1,"
        + "'first_observed':'2020-01-01T00:00:00Z','last_observed':'2020-01-01T00:00:00Z'",
        FindingCodes.IncompleteObject, "/object_refs")]
    [InlineData("relationship", "'relationship_type':'attributed-to','source_ref':'intrusion-set--" + Uuid
        + "','target_ref':'campaign--" + Uuid + "'", FindingCodes.UnknownRelationship, "/relationship_type")]
    [InlineData("relationship", "'relationship_type':'related-to','source_ref':'campaign--" + Uuid
        + "','target_ref':'relationship--" + Uuid + "'", FindingCodes.ForbiddenRelationshipEnd, "/target_ref")]
    [InlineData(
        "sighting", "'sighting_of_ref':'url--" + Uuid + "'", FindingCodes.WrongReferenceType, "/sighting_of_ref")]
    [InlineData("x-thing", "'a':1", FindingCodes.UnknownType, "/type")]
    public void Each_broken_rule_is_told_with_its_place(string type, string properties, string code, string path) =>
        Findings(type, properties).ShouldContain(finding => finding.Code == code && finding.Path == path);

    [Theory]
    [InlineData("url", "'value':'a','confidence':5", FindingCodes.ProhibitedProperty, "/confidence")]
    [InlineData(
        "url", "'value':'a','created_by_ref':'identity--" + Uuid + "'", FindingCodes.ProhibitedProperty,
        "/created_by_ref")]
    [InlineData("url", "'x':'a'", FindingCodes.MissingProperty, "/value")]
    [InlineData("file", "'hashes':{'MD5':5}", FindingCodes.WrongType, "/hashes/MD5")]
    [InlineData("file", "'size':5", FindingCodes.IncompleteObject, "")]
    [InlineData("file", "'name':'a','magic_number_hex':'abc'", FindingCodes.WrongType, "/magic_number_hex")]
    [InlineData("artifact", "'payload_bin':'???'", FindingCodes.WrongType, "/payload_bin")]
    [InlineData("artifact", "'mime_type':'a/b'", FindingCodes.IncompleteObject, "")]
    [InlineData("autonomous-system", "'number':1e999", FindingCodes.WrongType, "/number")]
    public void Observables_have_rules_of_their_own(string type, string properties, string code, string path) =>
        Check($$"""{"type":"{{type}}","id":"{{type}}--{{Uuid}}",{{Json(properties)}} }""")
            .ShouldContain(finding => finding.Code == code && finding.Path == path);

    [Fact]
    public void An_observables_id_should_follow_from_its_properties()
    {
        var wrong = "'type':'url','id':'url--232f0200-93f7-5076-9398-329ba3ac51b2','value':'https://other.example'";

        Check($"{{{Json(wrong)}}}").Single().Code.ShouldBe(FindingCodes.UnexpectedObservableId);
    }

    [Theory]
    [InlineData(
        "'created':'2026-01-10T09:00:00Z','modified':'2026-01-10T09:00:00.000Z'", FindingCodes.TimestampPrecision)]
    [InlineData(
        "'created':'2026-01-10T09:00:00.000Z','modified':'2026-01-09T09:00:00.000Z'", FindingCodes.TimesOutOfOrder)]
    [InlineData(
        "'created':'2026-01-10T09:00:00.000+00:00','modified':'2026-01-10T09:00:00.000Z'",
        FindingCodes.InvalidTimestamp)]
    public void Times_of_versions_are_checked(string times, string code) =>
        Check(Json($"{{'type':'tool','spec_version':'2.1','id':'tool--{Uuid}','name':'A',{times}}}"))
            .Single().Code.ShouldBe(code);

    [Fact]
    public void An_invented_tlp_marking_is_told()
    {
        var invented = $$$"""
            {"type":"marking-definition","spec_version":"2.1","id":"marking-definition--{{{Uuid}}}",
             "created":"2026-01-10T09:00:00.000Z","definition_type":"tlp","definition":{"tlp":"green"}}
            """;

        Check(invented).Single().Code.ShouldBe(FindingCodes.InvalidTlp);
        Check(invented.Replace(Uuid, "34098fce-860f-48ae-8e50-ebd3cc5e41da", StringComparison.Ordinal)).Single().Code
            .ShouldBe(FindingCodes.InvalidTlp);
        Check(Encoding.UTF8.GetString(Tlp.FirstVersion[1].Utf8)).ShouldBeEmpty();
        Check(Encoding.UTF8.GetString(Tlp.Definition(TlpLevel.AmberStrict).Utf8)).ShouldBeEmpty();
    }

    [Fact]
    public void Odd_uuids_are_remarked() =>
        Check(Json("{'type':'tool','spec_version':'2.1','id':'tool--8E2e2d2b-17d4-1cbf-938f-98ee46b3cd3f','name':'A',"
                + $"{Times}}}"))
            .Select(finding => finding.Code)
            .ShouldBe([FindingCodes.IdNotLowerCase, FindingCodes.UnexpectedUuidVersion]);

    private static IEnumerable<string> Codes(string type, string properties) =>
        Findings(type, properties).Select(finding => $"{finding.Code} {finding.Path}");

    private static IReadOnlyList<StixFinding> Findings(string type, string properties) =>
        Check(Json($"{{'type':'{type}','spec_version':'2.1','id':'{type}--{Uuid}',{Times},{properties}}}"));

    /// <summary>The samples write ' for the quotes of JSON, and ` for those of a pattern.</summary>
    private static string Json(string sample) =>
        sample.Replace('\'', '"').Replace('`', '\'');

    private static IReadOnlyList<StixFinding> Check(string json) =>
        ObjectCheck.Check(StixObject.Parse(Encoding.UTF8.GetBytes(json)));
}
