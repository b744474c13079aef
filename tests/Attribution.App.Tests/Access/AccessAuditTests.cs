using System.Text.Json;
using Attribution.App.Tests.Graph;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Access;

public sealed class AccessAuditTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    // Of the same name, so that it sees what is TLP:RED for it.
    private static readonly Principal Auditor = Client.Anna with { Roles = [Role.Auditor] };

    private static readonly Principal Reader = Client.Anna with { Subject = "reader" };

    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task Every_reading_is_recorded_where_the_installation_says_so()
    {
        var id = await _anna.CreateAsync();
        await using (var recording = Open(share: 1))
        {
            await new Client(recording, Reader).CampaignAsync(id, "name");
            await new Client(recording, Reader).RunAsync("{ campaigns(first: 100) { nodes { id } } }");
        }

        var entries = await EntriesAsync(Auditor, id, "reader");

        entries.Length.ShouldBe(2);
        entries[0].ToString().ShouldBe(
            $$$"""{"campaign":{"id":"{{{id}}}"},"subject":"reader","tenant":"acme","""
            + "\"organisation\":\"blue\",\"reason\":null}");
    }

    [Fact]
    public async Task Nothing_but_red_is_recorded_where_the_installation_records_no_more()
    {
        var (amber, red) = (await _anna.CreateAsync(), await _anna.CreateAsync("Fox", "RED"));
        await using var silent = Open(share: 0);
        var client = new Client(silent, Client.Anna);

        await client.SendAsync("linkIndicators", new { id = amber, indicators = Clusters.Members(1) });
        await client.SendAsync("observeTechniques", new { id = amber, techniques = new[] { "T1003" } });

        await client.CampaignAsync(amber, "name");
        (await client.AroundAsync($"campaign--{amber}")).Relationships().Length.ShouldBe(2);
        await client.CampaignAsync(red, "name");

        (await EntriesAsync(Auditor, amber, "anna")).ShouldBeEmpty();
        (await EntriesAsync(Auditor, red, "anna")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("""{ campaigns(first: 100) { nodes { id } } }""")]
    [InlineData("""query Ask($id: UUID!) { history(id: $id) { type } }""")]
    [InlineData("""query Ask($hypothesis: UUID!) { hypothesis(id: $hypothesis) { status } }""")]
    [InlineData("""query Ask($id: UUID!) { campaign(id: $id, version: 1) { name } }""")]
    [InlineData("""query Ask($hypothesis: UUID!) { history(id: $hypothesis) { type } }""")]
    [InlineData("""query Ask($stix: ID!) { relationships(from: $stix) { relationships { statedAt } } }""")]
    [InlineData("""query Ask($indicator: ID!) { relationships(from: $indicator) { nodes { id } } }""")]
    public async Task Whichever_way_something_red_is_read_it_is_recorded(string document)
    {
        await using var silent = Open(share: 0);
        var client = new Client(silent, Client.Anna);
        var id = await client.CreateAsync("Fox", "RED");
        var hypothesis = await new Desk(silent).HypothesisAsync(campaign: id);
        await new Desk(silent).SupportAsync(Client.Anna, hypothesis);
        var indicators = Clusters.Members(1);
        await client.SendAsync("linkIndicators", new { id, indicators });
        // To be shown the entries' campaign is to read it; the total is not.
        var before = await TotalAsync(Auditor, id);

        await client.RunAsync(document, new
        {
            id,
            hypothesis,
            stix = $"campaign--{id}",
            indicator = $"indicator--{indicators[0]}",
        });

        (await TotalAsync(Auditor, id)).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Auditors_see_who_read_what_they_see_and_nothing_of_anything_else()
    {
        var id = await _anna.CreateAsync("Fox", "RED");
        await _anna.CampaignAsync(id, "name");
        Principal[] others =
        [
            Auditor with { Subject = "not named" },
            Auditor with { Clearance = Tlp.AmberStrict },
            Auditor with { Organisation = new OrganisationId("red") },
            Auditor with { Tenant = new TenantId("rival") },
        ];

        (await EntriesAsync(Auditor, id, "anna")).ShouldNotBeEmpty();
        foreach (var other in others)
        {
            (await EntriesAsync(other, id, "anna")).ShouldBeEmpty();
            (await TotalAsync(other, id)).ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.SeniorAnalyst)]
    [InlineData(Role.Machine)]
    public async Task Nobody_else_reads_the_audit(Role role)
    {
        var answer = await new Client(database.System, Client.Anna with { Roles = [role] }).AnswerAsync(
            "{ accessAudit { totalCount } }");

        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
            .ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task Auditors_see_the_superusers_who_came_from_elsewhere_and_why()
    {
        var id = await _anna.CreateAsync();
        var ada = Client.Anna with
        {
            Subject = "ada",
            Tenant = new TenantId("operator"),
            Organisation = new OrganisationId("platform"),
            Roles = [Role.Superuser],
        };
        await new Client(database.System, ada).RunAsync(
            $$"""{ asSuperuser(reason: "incident 7") { campaign(id: "{{id}}") { id } } }""");

        (await EntriesAsync(Auditor, id, "ada")).ShouldHaveSingleItem().ToString().ShouldBe(
            $$$"""{"campaign":{"id":"{{{id}}}"},"subject":"ada","tenant":"operator","""
            + "\"organisation\":\"platform\",\"reason\":\"incident 7\"}");
    }

    private AttributionSystem Open(double share) => AttributionSystem.Open(
        database.ConnectionString, TestClock.Instance, options: new AttributionOptions { AuditedReading = share });

    private async Task<JsonElement[]> EntriesAsync(Principal auditor, Guid campaign, string subject) =>
    [
        .. (await AskAsync(
            auditor, campaign, subject, "nodes { campaign { id } subject tenant organisation reason }"))
            .GetProperty("nodes").EnumerateArray(),
    ];

    private async Task<int> TotalAsync(Principal auditor, Guid campaign) =>
        (await AskAsync(auditor, campaign, "anna", "totalCount")).GetProperty("totalCount").GetInt32();

    // By a system that records no more than it must, so that asking does not change the answer.
    private async Task<JsonElement> AskAsync(Principal auditor, Guid campaign, string subject, string fields)
    {
        await using var silent = Open(share: 0);
        var answer = await new Client(silent, auditor).RunAsync(
            $$"""
            query Ask($campaign: UUID!, $subject: String!) {
              accessAudit(first: 100, where: { campaign: { eq: $campaign }, subject: { eq: $subject } }) { {{fields}} }
            }
            """,
            new { campaign, subject });
        return answer.GetProperty("accessAudit");
    }
}
