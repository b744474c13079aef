using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Access;

/// <summary>Ways to ask <c>asSuperuser</c> that might take it for what it is not.</summary>
public sealed class SuperuserAttackTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Principal Ada = Client.Anna with
    {
        Subject = "ada",
        Tenant = new TenantId("operator"),
        Organisation = new OrganisationId("platform"),
        Roles = [Role.Superuser, Role.Analyst],
    };

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _ada = new(database.System, Ada);

    [Theory]
    [InlineData("""{ x: asSuperuser(reason: " ") { campaign(id: $id) { id } } }""")]
    [InlineData("""{ asSuperuser(reason: "why") { asSuperuser(reason: "") { campaign(id: $id) { id } } } }""")]
    [InlineData("""{ ... on Query { asSuperuser(reason: "\t\n") { campaign(id: $id) { id } } } }""")]
    [InlineData("""{ ...F } fragment F on Query { asSuperuser(reason: "\u00a0") { campaign(id: $id) { id } } }""")]
    [InlineData("""
        { a: asSuperuser(reason: "why") { campaign(id: $id) { id } } b: asSuperuser(reason: "") { __typename } }
        """)]
    public async Task Nothing_is_answered_where_one_of_them_has_no_reason(string document)
    {
        var id = await _anna.CreateAsync();

        var answer = await _ada.AnswerAsync($"query Ask($id: UUID!) {document}", new { id });

        answer.GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
            .ShouldBe("REASON_REQUIRED");
    }

    [Theory]
    [InlineData("""{ asSuperuser(reason: "outer") { x: asSuperuser(reason: "inner") { campaign(id: $id) { id } } } }""",
        "CROSSING outer asSuperuser", "CROSSING inner campaign", "READ inner")]
    [InlineData("""
        { a: asSuperuser(reason: "one") { c: campaign(id: $id) { id } }
          b: asSuperuser(reason: "two") { c: campaign(id: $id) { id } } }
        """,
        "CROSSING one campaign", "CROSSING two campaign", "READ one", "READ two")]
    [InlineData("""
        { asSuperuser(reason: "parts") { ...F } } fragment F on Query { ... { x: campaign(id: $id) { id } } }
        """,
        "CROSSING parts campaign", "READ parts")]
    [InlineData("""
        { asSuperuser(reason: "twice") { campaign(id: $id) { id } }
          ... { asSuperuser(reason: "twice") { actors { totalCount } } } }
        """,
        "CROSSING twice actors,campaign", "READ twice")]
    public async Task Each_is_recorded_with_its_own_reason_fields_and_records(string document, params string[] entries)
    {
        var id = await _anna.CreateAsync();
        var subject = $"ada-{Guid.NewGuid()}";

        await new Client(database.System, Ada with { Subject = subject }).RunAsync(
            $"query Ask($id: UUID!) {document}", new { id });

        (await EntriesAsync(subject)).ShouldBe(entries, ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_left_out_is_no_step_out()
    {
        var subject = $"ada-{Guid.NewGuid()}";

        await new Client(database.System, Ada with { Subject = subject }).RunAsync(
            """query Ask($not: Boolean = false) { asSuperuser(reason: "no") @include(if: $not) { __typename } }""");

        (await EntriesAsync(subject)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neighbours_asked_in_one_go_beside_it_are_those_at_home()
    {
        var home = await _ada.CreateAsync();
        var colleague = Ada with { Subject = "cleo", Organisation = new OrganisationId("other") };
        var theirs = await new Client(database.System, colleague).CreateAsync("theirs", "GREEN");
        await ShareAsync(home, "other");
        await new Client(database.System, colleague).SendAsync(
            "assignParentCampaign", new { id = theirs, parentCampaign = home });
        const string Fields = "campaign(id: $id) { subCampaigns { id } history { type } }";

        var answer = await _ada.RunAsync(
            $$"""
            query Ask($id: UUID!) { before: {{Fields}} asSuperuser(reason: "why") { {{Fields}} } after: {{Fields}} }
            """,
            new { id = home });

        Below(answer.GetProperty("asSuperuser").GetProperty("campaign")).ShouldBe(1);
        Below(answer.GetProperty("before")).ShouldBe(0);
        Below(answer.GetProperty("after")).ShouldBe(0);

        static int Below(JsonElement campaign) => campaign.GetProperty("subCampaigns").GetArrayLength();
    }

    [Fact]
    public async Task Nobody_commands_in_another_tenant()
    {
        var id = await _anna.CreateAsync();

        (await _ada.TransitAsync("activateCampaign", id)).Code().ShouldBe("CAMPAIGN_NOT_FOUND");
        var answer = await _ada.AnswerAsync(
            """mutation { asSuperuser(reason: "why") { __typename } }""");
        answer.TryGetProperty("data", out _).ShouldBeFalse();
    }

    private async Task ShareAsync(Guid id, string organisation) => (await new Client(
        database.System, Ada with { Roles = [Role.SeniorAnalyst] }).SendAsync("reclassifyCampaign", new
        {
            id,
            classification = "GREEN",
            sharedWith = new[] { organisation },
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
            reason = "why",
        })).Code().ShouldBeNull();

    private Task<List<string>> EntriesAsync(string subject) => AuditEntries.ReadAsync(
        database.ConnectionString,
        """
        select concat_ws(' ', a.kind, a.reason, array_to_string(a.fields, ','))
        from attribution.access_audit a where a.subject = $1
        """,
        subject);
}
