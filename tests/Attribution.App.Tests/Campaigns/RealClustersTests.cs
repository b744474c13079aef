using System.Text;
using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.Testing;
using Npgsql;

namespace Attribution.App.Tests.Campaigns;

public sealed class RealClustersTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Principal _analyst = Client.Anna with { Tenant = new TenantId(Guid.NewGuid().ToString()) };

    [SharedDataFact]
    public async Task Every_real_cluster_promotes_twice_and_shuffled_to_the_same_campaigns()
    {
        var lines = Encoding.UTF8.GetString(SharedData.ReadAllBytes("clusters/unit42-clusters.ndjson"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var distinct = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString())
            .Distinct().Count();
        var refused = new List<string>();

        var first = await ImportAsync(lines, refused);
        var campaigns = await CampaignsAsync();
        var shuffled = lines.ToArray();
        new Random(42).Shuffle(shuffled);
        var second = await ImportAsync(shuffled, refused);

        refused.ShouldBeEmpty();
        // One id occurs twice with different members: the second adds to the campaign of the first. Three clusters
        // share so much with an earlier one that an analyst is asked.
        (first.Promoted, first.Proposed).ShouldBe((lines.Length - 3, 3));
        campaigns.Split('\n').Length.ShouldBe(distinct - 3);
        (second.Promoted, second.Proposed, second.Unchanged).ShouldBe((0, 0, lines.Length));
        (await CampaignsAsync()).ShouldBe(campaigns);
    }

    [SharedDataFact]
    public async Task Real_clusters_that_an_analyst_decides_distinct_have_campaigns_of_their_own()
    {
        var lines = Encoding.UTF8.GetString(SharedData.ReadAllBytes("clusters/unit42-clusters.ndjson"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var distinct = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString())
            .Distinct().Count();
        await ImportAsync(lines, []);
        var anna = new Client(database.System, _analyst);
        var waiting = await anna.RunAsync(
            "{ mergeProposals(where: { state: { eq: WAITING } }) { nodes { id share jaccard } } }");

        foreach (var proposal in waiting.GetProperty("mergeProposals").GetProperty("nodes").EnumerateArray())
        {
            var rejected = await anna.SendAsync(
                "rejectMergeProposal",
                new { id = proposal.GetProperty("id").GetGuid(), reason = "published as two campaigns" });
            rejected.Code().ShouldBeNull();
        }

        var campaigns = await CampaignsAsync();
        campaigns.Split('\n').Length.ShouldBe(distinct);
        (await ImportAsync(lines, [])).Unchanged.ShouldBe(lines.Length);
        (await CampaignsAsync()).ShouldBe(campaigns);
    }

    private async Task<Attribution.App.Campaigns.Promotion.ClusterImportProgress> ImportAsync(
        string[] lines, List<string> refused)
    {
        var pipeline = _analyst with { Subject = "cluster_detector", Roles = [Role.Pipeline] };
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return await database.System.ImportClustersAsync(content, pipeline, line => refused.Add(line.Message));
    }

    private async Task<string> CampaignsAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select string_agg(id || ' ' || mt_version || ' ' || data, e'\n' order by id)
            from attribution.mt_doc_campaignview
            where tenant_id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _analyst.Tenant.Value });
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
