using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Tests.History;

public sealed class RightsOfThatDayTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Past =
        """
        query Past($id: UUID!, $at: DateTime!) {
          campaign(id: $id, asOf: $at, rights: OF_THAT_DAY) {
            name description classification version history { type }
          }
          history(id: $id, asOf: $at, rights: OF_THAT_DAY) { type }
        }
        """;

    private static readonly Principal Auditor = Client.Anna with { Subject = "ben", Roles = [Role.Auditor] };

    private static readonly string[] OpenedAndActivated = ["promoted", "activated"];

    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task An_auditor_sees_what_the_label_of_that_day_let_be_seen_and_nothing_of_today()
    {
        var (id, at) = await ActivatedAsync();
        await _desk.ReclassifyAsync(id, "RED");

        var then = await _desk.ReadAsync(Auditor, Past, new { id, at });
        var today = await _desk.ReadAsync(
            Auditor,
            """
            query Today($id: UUID!, $at: DateTime!) {
              now: campaign(id: $id) { id }
              then: campaign(id: $id, asOf: $at) { id }
              told: history(id: $id, asOf: $at) { type }
              later: campaign(id: $id, asOf: "2999-01-01T00:00:00Z", rights: OF_THAT_DAY) { id }
              laterTold: history(id: $id, asOf: "2999-01-01T00:00:00Z", rights: OF_THAT_DAY) { type }
            }
            """,
            new { id, at });

        then.Text("campaign", "classification").ShouldBe("AMBER");
        then.Number("campaign", "version").ShouldBe(2);
        then.Items("campaign", "history").Select(entry => entry.Text("type")).ShouldBe(OpenedAndActivated);
        then.Items("history").Select(entry => entry.Text("type")).ShouldBe(OpenedAndActivated);
        today.EnumerateObject().ShouldAllBe(field => field.Value.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task What_was_narrower_on_that_day_is_not_seen_by_the_label_of_today()
    {
        var id = await _desk.As(Client.Anna).CreateAsync("Fox", "RED");
        var at = await NowAsync(id);
        await _desk.ReclassifyAsync(id, "AMBER");

        (await _desk.ReadAsync(Auditor, Past, new { id, at })).IsNull("campaign").ShouldBeTrue();
        (await _desk.As(Auditor).CampaignAsync(id, "id")).Id().ShouldBe(id);
    }

    [Fact]
    public async Task Who_it_was_shared_with_on_that_day_counts()
    {
        var (id, _) = await ActivatedAsync();
        await _desk.ReclassifyAsync(id, "GREEN", "red");
        var at = await NowAsync(id);
        await _desk.ReclassifyAsync(id, "GREEN");
        var partner = Auditor with { Organisation = new OrganisationId("red") };

        (await _desk.ReadAsync(partner, Past, new { id, at })).Text("campaign", "classification").ShouldBe("GREEN");
        (await _desk.As(partner).CampaignAsync(id, "id")).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_label_of_that_day_holds_for_auditors_as_for_everybody()
    {
        var (id, at) = await ActivatedAsync();
        Principal[] others =
        [
            Auditor with { Clearance = Tlp.Green },
            Auditor with { Organisation = new OrganisationId("red") },
            Auditor with { Tenant = new TenantId("rival") },
        ];

        foreach (var other in others)
        {
            var read = await _desk.ReadAsync(other, Past, new { id, at });
            read.EnumerateObject().ShouldAllBe(field => field.Value.ValueKind == JsonValueKind.Null);
        }
    }

    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.SeniorAnalyst)]
    [InlineData(Role.Machine)]
    public async Task Nobody_else_may_ask_and_is_told_so_whatever_there_is(Role role)
    {
        var (id, at) = await ActivatedAsync();
        var client = _desk.As(Client.Anna with { Roles = [role] });

        var answers = new[]
        {
            await client.AnswerAsync(Past, new { id, at }),
            await client.AnswerAsync(Past, new { id = Guid.NewGuid(), at }),
        };

        answers[0].Items("errors").Select(error => error.Text("extensions", "code"))
            .ShouldBe(["FORBIDDEN", "FORBIDDEN"]);
        answers[0].GetRawText().ShouldBe(answers[1].GetRawText());
    }

    [Fact]
    public async Task What_was_redacted_since_stays_out_of_sight()
    {
        var (id, at) = await ActivatedAsync();
        await _desk.As(Client.Sofia).SendAsync(
            "redactCampaign", new { id, field = "DESCRIPTION", reason = "names a victim" });
        await _desk.ReclassifyAsync(id, "RED");

        (await _desk.ReadAsync(Auditor, Past, new { id, at })).IsNull("campaign", "description").ShouldBeTrue();
    }

    [Fact]
    public async Task What_it_refers_to_is_shown_under_the_rights_of_today()
    {
        var (id, at) = await ActivatedAsync();
        await _desk.HypothesisAsync(Client.Anna, id);
        await _desk.ReclassifyAsync(id, "RED");

        var read = await _desk.ReadAsync(
            Auditor,
            """
            query Past($id: UUID!, $at: DateTime!) {
              campaign(id: $id, asOf: $at, rights: OF_THAT_DAY) {
                hypotheses { id } subCampaigns { id } parentCampaign { id } investigations { id }
                leadingHypothesis { id }
                killChain { coverage } infrastructure { subject } associatedActors { stixId }
              }
            }
            """,
            new { id, at });

        read.Items("campaign", "hypotheses").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_history_of_a_hypothesis_is_told_by_the_label_that_its_campaign_had()
    {
        var (id, _) = await ActivatedAsync();
        var hypothesis = await _desk.HypothesisAsync(Client.Anna, id);
        var at = TestClock.Instance.GetCurrentInstant().ToString();
        await _desk.SupportAsync(Client.Anna, hypothesis);
        await _desk.ReclassifyAsync(id, "RED");
        const string Told =
            """
            query Told($id: UUID!, $at: DateTime!) {
              then: history(id: $id, asOf: $at, rights: OF_THAT_DAY) { type }
              now: history(id: $id) { type }
            }
            """;

        var told = await _desk.ReadAsync(Auditor, Told, new { id = hypothesis, at });
        var green = Auditor with { Clearance = Tlp.Green };
        var uncleared = await _desk.ReadAsync(green, Told, new { id = hypothesis, at });

        told.Items("then").Select(entry => entry.Text("type")).ShouldBe(["proposed"]);
        told.IsNull("now").ShouldBeTrue();
        uncleared.IsNull("then").ShouldBeTrue();
        (await CountAsync(
            $"select count(*) from attribution.access_audit where subject = 'ben' and record_id = '{id}'"))
            .ShouldBeGreaterThan(0, "the campaign was read");
    }

    [Fact]
    public async Task A_hypothesis_is_not_told_by_a_label_that_was_narrower_on_that_day()
    {
        var id = await _desk.As(Client.Anna).CreateAsync("Fox", "RED");
        var hypothesis = await _desk.HypothesisAsync(Client.Anna, id);
        var at = TestClock.Instance.GetCurrentInstant().ToString();
        await _desk.ReclassifyAsync(id, "AMBER");

        var told = await _desk.ReadAsync(
            Auditor,
            "query Told($id: UUID!, $at: DateTime!) { history(id: $id, asOf: $at, rights: OF_THAT_DAY) { type } }",
            new { id = hypothesis, at });

        told.IsNull("history").ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_recorded_always()
    {
        var (id, at) = await ActivatedAsync();
        var asking = Auditor with { Subject = $"auditor {id}", Clearance = Tlp.AmberStrict };
        await using (var silent = AttributionSystem.Open(
            database.ConnectionString, TestClock.Instance, options: new AttributionOptions { AuditedReading = 0 }))
        {
            await new Client(silent, asking).RunAsync(Past, new { id, at });
        }

        (await CountAsync($"select count(*) from attribution.access_audit where subject = '{asking.Subject}'"))
            .ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("rights: OF_THAT_DAY")]
    [InlineData("version: 1, rights: OF_THAT_DAY")]
    public async Task Without_a_day_there_are_no_rights_of_it(string arguments)
    {
        var answer = await _desk.As(Auditor).AnswerAsync(
            $"query Past($id: UUID!) {{ campaign(id: $id, {arguments}) {{ id }} }}", new { id = Guid.NewGuid() });

        answer.Items("errors")[0].Text("extensions", "code").ShouldBe("BAD_USER_INPUT");
    }

    [Theory]
    [InlineData("yes", "4", true)]
    [InlineData("", "4", false)]
    [InlineData("yes", "1", false)]
    public async Task The_second_wall_shows_labels_of_the_past_to_auditors_alone(
        string audits, string clearance, bool isShown)
    {
        var (id, _) = await ActivatedAsync();
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString);
        await using var command = reader.CreateCommand(
            $"set attribution.tenant to acme; set attribution.organisation to blue; "
            + $"set attribution.clearance to {clearance}; set attribution.audits to '{audits}'; "
            + $"select count(*) from attribution.caller_past_labels l where l.id = '{id}'");

        (await command.ExecuteScalarAsync()).ShouldBe(isShown ? 1L : 0L);
    }

    private async Task<(Guid Id, string At)> ActivatedAsync()
    {
        var id = await _desk.CampaignAsync();
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", id);
        return (id, await NowAsync(id));
    }

    /// <summary>When the last thing happened to it.</summary>
    private async Task<string> NowAsync(Guid id) =>
        (await _desk.As(Client.Anna).CampaignAsync(id, "updatedAt")).Text("updatedAt")!;

    private async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
