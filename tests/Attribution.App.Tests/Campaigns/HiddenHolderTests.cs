using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Campaigns;

/// <summary>A cluster id has one campaign in a tenant, also when its sender may not see that campaign.</summary>
public sealed class HiddenHolderTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _bob = new(database.System, Client.Anna with { Subject = "bob" });

    [Fact]
    public async Task New_members_reach_the_campaign_and_its_sender_learns_nothing_of_it()
    {
        var cluster = Clusters.Some();
        var campaign = (await _anna.PromoteAsync(cluster, "RED")).Campaign("id").GetGuid();
        var known = await _bob.PromoteAsync(cluster);
        cluster["member_ids"] = ((string[])cluster["member_ids"]!).Append(Guid.NewGuid().ToString()).ToArray();

        var grown = await _bob.PromoteAsync(cluster);

        (await _anna.CampaignAsync(campaign, "indicators")).GetProperty("indicators").GetArrayLength().ShouldBe(4);
        grown.ToString().ShouldBe(
            """{"changed":false,"outcome":"ACCEPTED","proposal":null,"errors":[],"campaign":null}""");
        known.ToString().ShouldBe(grown.ToString());
    }

    [Fact]
    public async Task A_concluded_one_takes_nothing_and_answers_as_any_other()
    {
        var cluster = Clusters.Some();
        var campaign = (await _anna.PromoteAsync(cluster, "RED")).Campaign("id").GetGuid();
        await _anna.TransitAsync("concludeCampaign", campaign);
        cluster["member_ids"] = Clusters.Members(2);

        var hidden = await _bob.PromoteAsync(cluster);
        var seen = await _anna.PromoteAsync(cluster, "RED");

        (hidden.GetProperty("outcome").GetString(), hidden.Code()).ShouldBe(("ACCEPTED", null));
        seen.Code().ShouldBe("CAMPAIGN_CONCLUDED");
        (await _anna.CampaignAsync(campaign, "version")).GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task New_members_under_a_narrower_label_do_not_reach_a_campaign_with_a_wider_one()
    {
        var cluster = Clusters.Some();
        var campaign = (await _anna.PromoteAsync(cluster, "GREEN")).Campaign("id").GetGuid();
        var known = await _anna.PromoteAsync(cluster, "RED");
        cluster["member_ids"] = Clusters.Members(2);

        var grown = await _anna.PromoteAsync(cluster, "RED");

        (known.Code(), known.Changed()).ShouldBe((null, false));
        (grown.Code(), grown.Path()).ShouldBe(("CLUSTER_TOO_NARROW", "classification"));
        (await _anna.CampaignAsync(campaign, "indicators")).GetProperty("indicators").GetArrayLength().ShouldBe(3);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("concluded")]
    [InlineData("none")]
    public async Task What_is_malformed_is_refused_alike_wherever_the_cluster_is(string where)
    {
        var cluster = Clusters.Some();
        if (where != "none")
        {
            var campaign = (await _anna.PromoteAsync(cluster, "RED")).Campaign("id").GetGuid();
            await (where == "concluded" ? _anna.TransitAsync("concludeCampaign", campaign) : Task.CompletedTask);
        }

        cluster["first_seen"] = "2999-01-01T00:00:00Z";

        var payload = await _bob.PromoteAsync(cluster);

        (payload.Code(), payload.Path()).ShouldBe(("FUTURE_DATE", "first_seen"));
    }

    [Fact]
    public async Task A_cluster_of_another_campaign_is_neither_linked_nor_merged_by_hand()
    {
        var (cluster, hidden) = (Clusters.Some(), Clusters.Some());
        await _anna.PromoteAsync(cluster);
        await _anna.PromoteAsync(hidden, "RED");
        var id = await _bob.CreateAsync();

        var linked = await _bob.SendAsync("linkCluster", new { id, clusterId = cluster["id"] });
        var merged = await _bob.SendAsync("mergeCluster", new { id, cluster });
        var secretlyTaken = await _bob.SendAsync("linkCluster", new { id, clusterId = hidden["id"] });

        (linked.Code(), linked.Path()).ShouldBe(("CLUSTER_TAKEN", "clusterId"));
        (merged.Code(), merged.Path()).ShouldBe(("CLUSTER_TAKEN", "id"));
        secretlyTaken.ToString().ShouldBe(linked.ToString());
    }

    [Fact]
    public async Task A_merged_cluster_adds_its_members_and_leaves_status_and_confidence_alone()
    {
        var id = await _anna.CreateAsync();
        var cluster = Clusters.Some();

        var merged = await _anna.SendAsync(
            "mergeCluster", new { id, cluster }, "status initialConfidence { value } indicators clusters");
        var again = await _anna.SendAsync("mergeCluster", new { id, cluster });
        var delivered = await _anna.PromoteAsync(cluster);

        merged.Campaign("status").GetString().ShouldBe("SUSPECTED");
        merged.Campaign("initialConfidence").ValueKind.ShouldBe(JsonValueKind.Null);
        merged.Campaign("indicators").GetArrayLength().ShouldBe(3);
        merged.Campaign("clusters").Texts().ShouldBe([(string)cluster["id"]!]);
        again.Changed().ShouldBeFalse();
        delivered.Campaign("id").GetGuid().ShouldBe(id);
    }

    [Fact]
    public async Task A_merge_into_a_concluded_campaign_is_refused_and_names_the_way_out()
    {
        var id = await _anna.CreateAsync();
        await _anna.TransitAsync("concludeCampaign", id);

        var payload = await _anna.SendAsync("mergeCluster", new { id, cluster = Clusters.Some() });

        payload.Code().ShouldBe("CAMPAIGN_CONCLUDED");
        payload.GetProperty("errors")[0].GetProperty("message").GetString()!.ShouldContain("resurface");
    }

    [Fact]
    public async Task A_text_that_cannot_be_stored_is_refused_wherever_it_hides()
    {
        var cluster = Clusters.Some();
        cluster["some_unknown_key"] = "a\0b";
        var pipeline = new Client(database.System, Client.Anna with { Roles = [Role.Pipeline] });

        (await pipeline.PromoteAsync(cluster)).Code().ShouldBe("INVALID_TEXT");
    }
}
