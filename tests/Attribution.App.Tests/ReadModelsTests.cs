using Attribution.App.Tests.Actors;
using Attribution.App.Tests.Hypotheses;
using Attribution.App.Tests.StixImport;
using Npgsql;
using static Attribution.App.Tests.StixImport.Bundle;

namespace Attribution.App.Tests;

public sealed class ReadModelsTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Later = "2025-02-01T00:00:00Z";

    private static readonly string[] Tables =
    [
        "mt_doc_campaignview", "campaign_clusters", "campaign_indicators", "mt_doc_dormancyproposalview",
        "mt_doc_mergeproposalview", "mt_doc_hypothesisview", "hypothesis_evidence", "mt_doc_actorview",
        "mt_doc_investigationview", "mt_doc_infrastructureview", "graph_edges", "imported_nodes", "imported_edges",
    ];

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly ActorDesk _actors = new(database.System);
    private readonly Desk _desk = new(database.System);

    [Fact]
    public async Task Read_models_that_are_lost_are_made_anew_from_the_log_as_commits_had_stored_them()
    {
        await HappenAsync();
        var stored = await DumpAsync();
        await ExecuteAsync($"truncate {string.Join(", ", Tables.Select(table => $"attribution.{table}"))}");

        foreach (var name in ReadModels.Names)
        {
            await database.System.ReadModels.RebuildAsync(name);
        }

        ReadModels.Names.Count.ShouldBe(Tables.Length - 1, "the last two are made together");
        foreach (var table in Tables.Except(["mt_doc_dormancyproposalview"]))
        {
            stored[table].ShouldNotBeEmpty(table);
        }

        (await DumpAsync()).ShouldBe(stored);
    }

    /// <summary>Of every kind of stream some events, and of every kind of relationship one that is stated and one that
    /// is taken back.</summary>
    private async Task HappenAsync()
    {
        await WorkOnCampaignsAsync();
        await WorkOnHypothesesAsync();
        await WorkOnActorsAsync();
        await ImportAsync();
        await SendAsync(
            "relabelInfrastructure",
            new { subject = $"infrastructure--{Guid.NewGuid()}", role = "C2", reason = "beacons" },
            "infrastructure { role }");
    }

    private async Task WorkOnCampaignsAsync()
    {
        var (first, second) = Clusters.Overlapping();
        await _anna.PromoteAsync(first);
        await _anna.PromoteAsync(second);
        var (id, one, other) = (await _anna.CreateAsync(), await _anna.CreateAsync(), await _anna.CreateAsync());
        await SendAsync("assignParentCampaign", new { id, parentCampaign = one });
        await SendAsync("assignParentCampaign", new { id, parentCampaign = other });
        await SendAsync("assignParentCampaign", new { id = one, parentCampaign = other });
        await SendAsync("removeParentCampaign", new { id = one });
        var indicators = Clusters.Members(3);
        await SendAsync("linkIndicators", new { id, indicators });
        await SendAsync("unlinkIndicators", new { id, indicators = indicators[1..] });
        await SendAsync("observeTechniques", new { id, techniques = new[] { "T1003", "T1566" } });
        await SendAsync("discardTechniques", new { id, techniques = new[] { "T1003" }, reason = "a mistake" });
        await SendAsync("linkCluster", new { id, clusterId = "kept" });
        await SendAsync("linkCluster", new { id, clusterId = "given back" });
        await SendAsync("unlinkCluster", new { id, clusterId = "given back" });
        var investigation = (await _anna.SendAsync(
            "openInvestigation", new { title = "Case", classification = "AMBER" }, "investigation", "id"))
            .Id("investigation");
        await SendAsync("linkInvestigation", new { id, investigation });
    }

    private async Task WorkOnHypothesesAsync()
    {
        var (held, refuted) = (await _desk.HypothesisAsync(), await _desk.HypothesisAsync());
        await _desk.SupportAsync(Client.Anna, held, weight: 40);
        await _desk.SendAsync(Client.Anna, "reviewHypothesis", new { id = held });
        await _desk.ContradictAsync(Client.Anna, held, weight: 5);
        await _desk.ResolveAsync(Client.Sofia, held);
        await _desk.SendAsync(Client.Sofia, "reopenHypothesis", new { id = held, reason = "new facts" });
        await _desk.ResolveAsync(Client.Sofia, refuted, "REFUTED");
    }

    private async Task WorkOnActorsAsync()
    {
        var (id, other) = (await _actors.ActorAsync("T1003", "T1566"), await _actors.ActorAsync());
        await ActAsync("withdrawCapabilities", new { id, capabilities = new[] { "T1003" }, reason = "a mistake" });
        object[] targets = [new { kind = "COUNTRY", value = "DE" }, new { kind = "SECTOR", value = "energy" }];
        await ActAsync("identifyTargeting", new { id, targets });
        await ActAsync("discardTargeting", new { id, targets = targets[..1], reason = "a mistake" });
        foreach (var (like, of) in new[] { (id, other), (other, id) })
        {
            await ActAsync("claimLikeness", new
            {
                id = like,
                other = of,
                confidence = new { value = 60, reliability = "B", credibility = 2 },
                reason = "same tools",
            });
        }

        await ActAsync("withdrawLikeness", new { id, other, reason = "a mistake" });
    }

    /// <summary>An edge that a later version changes, one that is revoked, and one whose ends have other ids as
    /// nodes.</summary>
    private async Task ImportAsync()
    {
        var (malware, technique, place) = (NewId("malware"), NewId("attack-pattern"), NewId("location"));
        var (revised, revoked) = (NewId("relationship"), NewId("relationship"));
        await database.System.ImportAsync(
            Client.Anna,
            Object(malware, new { name = "Nine" }),
            Technique(technique, "T1705"),
            Object(place, new { country = "de" }),
            Relationship(malware, "uses", technique, revised).With("confidence", 20),
            Relationship(malware, "targets", place, revoked));
        await database.System.ImportAsync(
            Client.Anna,
            Relationship(malware, "uses", technique, revised, Later).With("start_time", "2024-01-01T00:00:00Z"),
            Relationship(malware, "targets", place, revoked, Later).With("revoked", true).Marked(Red));
    }

    private async Task ActAsync(string mutation, object input) =>
        (await _actors.SendAsync(Client.Anna, mutation, input)).Changed().ShouldBeTrue(mutation);

    private async Task SendAsync(string mutation, object input, string selection = "campaign { id }") =>
        (await _anna.CommandAsync(mutation, input, selection)).Changed().ShouldBeTrue(mutation);

    /// <summary>Every row of every table.</summary>
    private async Task<Dictionary<string, string>> DumpAsync()
    {
        var dump = new Dictionary<string, string>();
        foreach (var table in Tables)
        {
            dump[table] = await ExecuteAsync(
                $"select string_agg(t::text, E'\n' order by t::text) from attribution.{table} t") ?? "";
        }

        return dump;
    }

    private async Task<string?> ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string;
    }
}
