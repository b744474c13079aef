using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Infrastructure;

public sealed class InfrastructureTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Principal Copilot =
        Client.Anna with { Subject = "copilot", Roles = [Domain.Access.Role.Machine] };

    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task A_classification_names_its_role_the_rule_that_decided_and_its_confidence()
    {
        var subject = Subject();

        var payload = await ClassifyAsync(
            _anna, subject, new { types = new[] { "aws-ec2", "staging" }, confidence = 75 });

        payload.ToString().ShouldBe(
            $$"""{"changed":true,"errors":[],"infrastructure":{"subject":"{{subject}}","role":"STAGING","""
            + "\"rule\":\"INFRASTRUCTURE_TYPE\",\"decidedBy\":\"staging\",\"confidence\":75,\"version\":1}}");
        (await RoleAsync(_anna, subject)).ShouldBe("STAGING INFRASTRUCTURE_TYPE");
    }

    [Theory]
    [InlineData("""{"phases":["TA0010"],"ports":[443]}""", "EXFILTRATION KILL_CHAIN_PHASE")]
    [InlineData("""{"ports":[22,8443]}""", "C2 PORT")]
    [InlineData("""{"types":["aws-ec2"],"ports":[22]}""", "UNKNOWN NOTHING_KNOWN")]
    [InlineData("{}", "UNKNOWN NOTHING_KNOWN")]
    public async Task The_first_rule_that_answers_decides(string facts, string expected)
    {
        var subject = Subject("ipv4-addr");
        using var given = JsonDocument.Parse(facts);

        await ClassifyAsync(_anna, subject, given.RootElement);

        (await RoleAsync(_anna, subject)).ShouldBe(expected);
    }

    [Fact]
    public async Task An_analysts_label_is_an_event_and_wins_over_the_rules_before_and_after_it()
    {
        var subject = Subject();
        await ClassifyAsync(_anna, subject, new { ports = new[] { 443 } });

        var relabelled = await RelabelAsync(_anna, subject, "PROXY");
        var again = await ClassifyAsync(_anna, subject, new { types = new[] { "staging" } });

        relabelled.GetProperty("infrastructure").GetProperty("version").GetInt64().ShouldBe(2);
        again.GetProperty("changed").GetBoolean().ShouldBeFalse();
        (await RoleAsync(_anna, subject)).ShouldBe("PROXY ANALYST_LABEL");
    }

    [Fact]
    public async Task An_analysts_label_wins_over_newer_answers_of_the_rules_for_other_audiences()
    {
        var subject = Subject();
        await RelabelAsync(_anna, subject, "DELIVERY", "RED");
        await ClassifyAsync(_anna, subject, new { ports = new[] { 443 }, classification = "AMBER" });
        var colleague = new Client(database.System, Client.Anna with { Subject = "ben" });

        (await RoleAsync(_anna, subject)).ShouldBe("DELIVERY ANALYST_LABEL");
        (await RoleAsync(colleague, subject)).ShouldBe("C2 PORT");
    }

    [Fact]
    public async Task What_others_have_labelled_is_labelled_anew_without_learning_of_it()
    {
        var (hidden, free) = (Subject(), Subject());
        await RelabelAsync(_anna, hidden, "DELIVERY", "AMBER_STRICT");
        var stranger = new Client(
            database.System, Client.Anna with { Subject = "rob", Organisation = new OrganisationId("red") });

        (await RoleAsync(stranger, hidden)).ShouldBeNull();
        var (onHidden, onFree) = (
            await ClassifyAsync(stranger, hidden, new { ports = new[] { 80 } }),
            await ClassifyAsync(stranger, free, new { ports = new[] { 80 } }));
        onHidden.ToString().ShouldBe(onFree.ToString().Replace(free, hidden, StringComparison.Ordinal));
        (await RoleAsync(_anna, hidden)).ShouldBe("DELIVERY ANALYST_LABEL");
    }

    [Fact]
    public async Task What_a_machine_says_is_capped_and_it_does_not_relabel()
    {
        var (subject, copilot) = (Subject(), new Client(database.System, Copilot));

        var classified = await ClassifyAsync(copilot, subject, new { ports = new[] { 443 }, confidence = 95 });
        var relabelled = await RelabelAsync(copilot, subject, "PROXY");

        classified.GetProperty("infrastructure").GetProperty("confidence").GetInt32().ShouldBe(60);
        Code(relabelled).ShouldBe("FORBIDDEN");
    }

    [Theory]
    [InlineData("campaign--11111111-1111-4111-8111-111111111111", "{}", "INVALID_ID", "subject")]
    [InlineData("203.0.113.7", "{}", "INVALID_ID", "subject")]
    [InlineData("indicator--11111111-1111-4111-8111-111111111111", """{"ports":[70000]}""", "INVALID_PORT", "ports[0]")]
    [InlineData(
        "indicator--11111111-1111-4111-8111-111111111111", """{"confidence":101}""", "CONFIDENCE_OUT_OF_RANGE",
        "confidence")]
    public async Task Bad_input_is_refused_with_the_path_of_its_field_and_stores_nothing(
        string subject, string facts, string code, string path)
    {
        using var given = JsonDocument.Parse(facts);

        var payload = await ClassifyAsync(_anna, subject, given.RootElement);

        (Code(payload), payload.GetProperty("errors")[0].GetProperty("path").GetString()).ShouldBe((code, path));
        (await RoleAsync(_anna, subject)).ShouldBeNull();
    }

    [Fact]
    public async Task A_label_above_the_clearance_is_refused()
    {
        var cleared = new Client(database.System, Client.Anna with { Clearance = Tlp.Green });

        Code(await RelabelAsync(cleared, Subject(), "PROXY", "RED")).ShouldBe("ABOVE_CLEARANCE");
    }

    [Fact]
    public async Task A_command_on_a_version_that_is_gone_conflicts()
    {
        var subject = Subject();
        await ClassifyAsync(_anna, subject, new { ports = new[] { 443 } });

        var payload = await ClassifyAsync(_anna, subject, new { types = new[] { "staging" }, expectedVersion = 7 });

        Code(payload).ShouldBe("CONFLICT");
    }

    [Fact]
    public async Task What_is_linked_to_a_campaign_is_classified_and_files_are_no_infrastructure()
    {
        var network = await PromoteAsync("cluster:ipv4-addr:harbour", 3);
        var files = await PromoteAsync("cluster:file:harbour", 2);
        await ClassifyAsync(
            _anna, $"indicator--{network.Members[1]}", new { phases = new[] { "command-and-control" } });

        (await RolesAsync(network.Id))
            .ShouldBe(["UNKNOWN NOTHING_KNOWN", "C2 KILL_CHAIN_PHASE", "UNKNOWN NOTHING_KNOWN"]);
        (await RolesAsync(files.Id)).ShouldBeEmpty();
        (await RolesAsync(network.Id, "C2")).ShouldBe(["C2 KILL_CHAIN_PHASE"]);
    }

    private async Task<(Guid Id, string[] Members)> PromoteAsync(string label, int members)
    {
        var cluster = Clusters.Some(members: members);
        cluster["label"] = label;
        var payload = await _anna.PromoteAsync(cluster);
        return (payload.GetProperty("campaign").GetProperty("id").GetGuid(), (string[])cluster["member_ids"]!);
    }

    private async Task<string[]> RolesAsync(Guid campaign, string? role = null) =>
    [
        .. (await _anna.RunAsync(
            """
            query Roles($id: UUID!, $role: InfrastructureRole) {
              campaign(id: $id) { infrastructure(role: $role) { role rule } }
            }
            """,
            new { id = campaign, role })).GetProperty("campaign").GetProperty("infrastructure").EnumerateArray()
            .Select(Role),
    ];

    private static async Task<string?> RoleAsync(Client client, string subject)
    {
        var found = (await client.RunAsync(
            "query Role($id: ID!) { infrastructure(id: $id) { role rule } }", new { id = subject }))
            .GetProperty("infrastructure");
        return found.ValueKind == JsonValueKind.Null ? null : Role(found);
    }

    private static string Role(JsonElement found) =>
        $"{found.GetProperty("role").GetString()} {found.GetProperty("rule").GetString()}";

    private static async Task<JsonElement> ClassifyAsync(Client client, string subject, object facts)
    {
        var input = JsonSerializer.SerializeToNode(facts)!.AsObject();
        input["subject"] = subject;
        return (await client.RunAsync(
            """
            mutation Classify($input: ClassifyInfrastructureInput!) {
              classifyInfrastructure(input: $input) {
                changed errors { code path } infrastructure { subject role rule decidedBy confidence version }
              }
            }
            """,
            new { input })).GetProperty("classifyInfrastructure");
    }

    private static async Task<JsonElement> RelabelAsync(
        Client client, string subject, string role, string classification = "AMBER") =>
        (await client.RunAsync(
            """
            mutation Relabel($input: RelabelInfrastructureInput!) {
              relabelInfrastructure(input: $input) { changed errors { code path } infrastructure { role version } }
            }
            """,
            new { input = new { subject, role, reason = "seen in two cases", classification } }))
            .GetProperty("relabelInfrastructure");

    private static string Subject(string type = "indicator") => $"{type}--{Guid.NewGuid()}";

    private static string? Code(JsonElement payload) =>
        payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString())
            .FirstOrDefault();
}
