using System.Text;
using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.Testing;
using Npgsql;

namespace Attribution.App.Tests.Campaigns;

public sealed class RealClustersTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Principal Pipeline =
        Client.Anna with { Subject = "cluster_detector", Roles = [Role.Pipeline] };

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
        // One id occurs twice with different members: the second adds to the campaign of the first.
        first.Promoted.ShouldBe(lines.Length);
        campaigns.Split('\n').Length.ShouldBe(distinct);
        (second.Promoted, second.Unchanged).ShouldBe((0, lines.Length));
        (await CampaignsAsync()).ShouldBe(campaigns);
    }

    private async Task<Attribution.App.Campaigns.Promotion.ClusterImportProgress> ImportAsync(
        string[] lines, List<string> refused)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return await database.System.ImportClustersAsync(content, Pipeline, line => refused.Add(line.Message));
    }

    private async Task<string> CampaignsAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select string_agg(id || ' ' || mt_version || ' ' || data, e'\n' order by id)
            from attribution.mt_doc_campaignview
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
