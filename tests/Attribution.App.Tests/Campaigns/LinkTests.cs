using System.Text.Json;
using Npgsql;

namespace Attribution.App.Tests.Campaigns;

public sealed class LinkTests(AppDatabase database) : IClassFixture<AppDatabase>, IAsyncLifetime
{
    private const string One = "9d0c2a4e-0000-4000-8000-000000000001";
    private readonly Client _anna = new(database.System, Client.Anna);

    /// <summary>The actor that links name is known.</summary>
    public async Task InitializeAsync() => (await _anna.SendAsync(
        "registerActor", new { actor = $"intrusion-set--{One}", name = "x", classification = "AMBER" }, "actor", "id"))
        .Code().ShouldBeNull();

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string, string, string, string, string> Links => new()
    {
        {
            "linkIndicators", "unlinkIndicators", $$"""{"indicators":["{{One}}"]}""", "indicators",
            $$"""["indicator--{{One}}"]"""
        },
        {
            "observeTechniques", "discardTechniques", """{"techniques":["t1003.001"]}""", "techniques",
            """["T1003.001"]"""
        },
        { "linkCluster", "unlinkCluster", """{"clusterId":"c-77"}""", "clusters", """["c-77"]""" },
        {
            "associateActor", "dissociateActor", $$"""{"actor":"intrusion-set--{{One}}"}""",
            "associatedActors { stixId }", $$"""[{"stixId":"intrusion-set--{{One}}"}]"""
        },
        {
            "identifyTargets", "discardTargets", """{"targets":[{"kind":"COUNTRY","value":"de"}]}""",
            "targets { kind value }", """[{"kind":"COUNTRY","value":"DE"}]"""
        },
        {
            "citeReference", "withdrawReference", """{"url":"https://example.org/a"}""", "references { url }",
            """[{"url":"https://example.org/a"}]"""
        },
        { "tagCampaign", "untagCampaign", """{"tags":["Ports"]}""", "tags", """["Ports"]""" },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public async Task A_link_is_made_once_and_undone_once(
        string link, string unlink, string content, string field, string shown)
    {
        var id = await _anna.CreateAsync();
        var list = field.Split(' ')[0];

        var made = await _anna.SendAsync(link, Input(id, content), $"{field} version");
        var again = await _anna.SendAsync(link, Input(id, content), "version");
        var undone = await _anna.SendAsync(unlink, Input(id, content), $"{field} version");
        var undoneAgain = await _anna.SendAsync(unlink, Input(id, content), "version");

        made.Campaign(list).ToString().ShouldBe(shown);
        undone.Campaign(list).ToString().ShouldBe("[]");
        new[] { made, again, undone, undoneAgain }.Select(payload => (payload.Changed(), payload.Code()))
            .ShouldBe([(true, null), (false, null), (true, null), (false, null)]);
        undoneAgain.Campaign("version").GetInt64().ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Links))]
    public async Task A_concluded_campaign_takes_no_links(
        string link, string unlink, string content, string field, string shown)
    {
        var id = await _anna.CreateAsync();
        await _anna.TransitAsync("concludeCampaign", id);
        var before = await database.System.Log.FindHighWaterMarkAsync();

        (await _anna.SendAsync(link, Input(id, content))).Code().ShouldBe("CAMPAIGN_CONCLUDED", $"{field} {shown}");
        (await _anna.SendAsync(unlink, Input(id, content))).Code().ShouldBe("CAMPAIGN_CONCLUDED");
        (await database.System.Log.FindHighWaterMarkAsync()).ShouldBe(before);
    }

    public static TheoryData<string, string, string, string> BadLinks => new()
    {
        { "linkIndicators", """{"indicators":[]}""", "EMPTY_LIST", "indicators" },
        {
            "linkIndicators", $$"""{"indicators":["{{One}}","malware--{{One}}"]}""", "INVALID_INDICATOR",
            "indicators[1]"
        },
        { "unlinkIndicators", """{"indicators":["indicator--7"]}""", "INVALID_INDICATOR", "indicators[0]" },
        { "observeTechniques", """{"techniques":["TA0001"]}""", "INVALID_TECHNIQUE", "techniques[0]" },
        { "associateActor", $$"""{"actor":"campaign--{{One}}"}""", "INVALID_ACTOR", "actor" },
        { "associateActor", $$"""{"actor":"threat-actor--{{One}}"}""", "ACTOR_NOT_FOUND", "actor" },
        { "observeTechniques", """{"techniques":["T1003","T9999"]}""", "UNKNOWN_TECHNIQUE", "techniques[1]" },
        { "dissociateActor", """{"actor":"APT28"}""", "INVALID_ACTOR", "actor" },
        {
            "identifyTargets", """{"targets":[{"kind":"COUNTRY","value":"Germany"}]}""", "INVALID_COUNTRY",
            "targets[0].value"
        },
        {
            "identifyTargets", """{"targets":[{"kind":"ORGANISATION","value":"a\u0000"}]}""", "INVALID_TEXT",
            "targets[0].value"
        },
        { "citeReference", """{"url":"ftp://example.org"}""", "INVALID_URL", "url" },
        { "citeReference", """{"url":"https://example.org/\u0000"}""", "INVALID_TEXT", "url" },
        { "tagCampaign", """{"tags":["ok"," "]}""", "EMPTY_TEXT", "tags[1]" },
        { "linkCluster", """{"clusterId":""}""", "EMPTY_TEXT", "clusterId" },
        { "linkCluster", """{"clusterId":"a\u0000"}""", "INVALID_TEXT", "clusterId" },
        { "unlinkCluster", """{"clusterId":"a","reason":"\u0000"}""", "CAMPAIGN_NOT_FOUND", "id" },
    };

    [Theory]
    [MemberData(nameof(BadLinks))]
    public async Task What_is_wrong_is_refused_with_its_code_and_path_and_no_event_is_written(
        string mutation, string content, string code, string path)
    {
        var id = path == "id" ? Guid.NewGuid() : await _anna.CreateAsync();
        var before = await database.System.Log.FindHighWaterMarkAsync();

        var payload = await _anna.SendAsync(mutation, Input(id, content));

        (payload.Code(), payload.Path()).ShouldBe((code, path));
        (await database.System.Log.FindHighWaterMarkAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_list_of_too_many_items_is_refused()
    {
        var id = await _anna.CreateAsync();

        var payload = await _anna.SendAsync("linkIndicators", new { id, indicators = Clusters.Members(10_001) });

        (payload.Code(), payload.Path()).ShouldBe(("TOO_MANY_ITEMS", "indicators"));
    }

    [Fact]
    public async Task Hundreds_of_links_at_once_by_two_nodes_are_all_there_each_once()
    {
        await using var node = AttributionSystem.Open(database.ConnectionString, TestClock.Instance);
        Client[] clients = [_anna, new Client(node, Client.Anna)];
        var id = await _anna.CreateAsync();
        var indicators = Clusters.Members(200);

        // Each indicator twice, and a tag of its own between them: 600 commands, 400 of which change something.
        await Task.WhenAll(indicators.SelectMany((indicator, at) => new[]
        {
            UntilStoredAsync(clients[at % 2], "linkIndicators", new { id, indicators = new[] { indicator } }),
            UntilStoredAsync(clients[(at + 1) % 2], "linkIndicators", new { id, indicators = new[] { indicator } }),
            UntilStoredAsync(clients[at % 2], "tagCampaign", new { id, tags = new[] { $"tag {at}" } }),
        }));

        var campaign = await _anna.CampaignAsync(id, "indicators tags version history { type }");
        campaign.GetProperty("indicators").Texts()
            .ShouldBe(indicators.Select(indicator => $"indicator--{indicator}"), ignoreOrder: true);
        campaign.GetProperty("tags").GetArrayLength().ShouldBe(200);
        campaign.GetProperty("version").GetInt64().ShouldBe(401);
        campaign.GetProperty("history").GetArrayLength().ShouldBe(401);
    }

    [Fact]
    public async Task On_one_node_no_link_is_ever_a_conflict()
    {
        var id = await _anna.CreateAsync();

        var payloads = await Task.WhenAll(Clusters.Members(200).Select(indicator =>
            _anna.SendAsync("linkIndicators", new { id, indicators = new[] { indicator } })));

        payloads.ShouldAllBe(payload => payload.Code() == null && payload.Changed());
    }

    [Fact]
    public async Task The_table_of_indicators_says_what_the_pages_say_live_and_rebuilt()
    {
        var id = await _anna.CreateAsync();
        var members = Clusters.Members(5);
        await _anna.SendAsync("linkIndicators", new { id, indicators = members });
        await _anna.SendAsync("unlinkIndicators", new { id, indicators = members[..2] });
        var cluster = Clusters.Some();
        cluster["member_ids"] = members[1..];
        await _anna.SendAsync("mergeCluster", new { id, cluster });
        await _anna.PromoteAsync(Clusters.Some());

        const string same = """
            select count(*)::integer
            from (
                select c.id, i.stix_id from attribution.mt_doc_campaignview c
                cross join jsonb_array_elements_text(c.data -> 'indicators') as i (stix_id)
            ) page
            full join attribution.campaign_indicators t
                on t.campaign_id = page.id and 'indicator--' || t.indicator = page.stix_id
            where t.indicator is null or page.id is null
            """;
        const string all = "select count(*)::integer from attribution.campaign_indicators";
        (await CountAsync(same)).ShouldBe(0);
        var before = await CountAsync(all);
        before.ShouldBeGreaterThan(4);
        await database.System.ReadModels.RebuildAsync("CampaignIndicators");
        (await CountAsync(same), await CountAsync(all)).ShouldBe((0, before));
    }

    /// <summary>Two nodes may run into each other more often than a command tries; then the client sends it again.
    /// </summary>
    private static async Task UntilStoredAsync(Client client, string mutation, object input)
    {
        JsonElement payload;
        do
        {
            payload = await client.SendAsync(mutation, input);
        }
        while (payload.Code() == "CONFLICT");

        payload.Code().ShouldBeNull();
    }

    private static Dictionary<string, object?> Input(Guid id, string content)
    {
        var input = JsonSerializer.Deserialize<Dictionary<string, object?>>(content)!;
        input["id"] = id;
        return input;
    }

    private async Task<int> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
