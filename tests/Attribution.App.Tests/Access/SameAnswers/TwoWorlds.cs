using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.App.Access;
using Attribution.App.Tests.StixImport;
using Attribution.App.Tests.Taxii.Feeds;
using Attribution.Domain.Access;
using Attribution.EventStore.Schema;
using Attribution.Testing;
using Npgsql;

namespace Attribution.App.Tests.Access.SameAnswers;

/// <summary>Two databases that differ in nothing but the records that <see cref="Caller"/> may not see: the second is a
/// copy of the first without them.</summary>
public sealed class TwoWorlds : IAsyncLifetime
{
    private const string SharedMember = "c5b3a4de-1d5c-5c0a-9f39-0a8c65b7a001";

    private TestDatabase? _with;
    private TestDatabase? _without;

    internal static Principal Caller { get; } = Client.Anna with { Clearance = Tlp.AmberStrict };

    /// <summary>Sees RED records of the same organisation that name it.</summary>
    internal static Principal Insider { get; } = Client.Anna with { Subject = "bob" };

    internal AttributionSystem With { get; private set; } = null!;

    internal AttributionSystem Without { get; private set; } = null!;

    internal string[] Texts { get; private set; } = [];

    internal Guid[] Ids { get; private set; } = [];

    /// <summary>Those of them that the second world lacks.</summary>
    internal Guid[] HiddenIds { get; private set; } = [];

    /// <summary>How many rows the second world lacks.</summary>
    internal int Hidden { get; private set; }

    public async Task InitializeAsync()
    {
        _with = await TestDatabase.CreateAsync("two-worlds", FillAsync);
        _without = await TestDatabase.CreateAsync("two-worlds", FillAsync);
        Texts = await ListAsync(
            _with.ConnectionString,
            """
            select distinct v #>> '{}' from attribution.mt_events e, jsonb_path_query(e.data, '$.**') v
            where jsonb_typeof(v) = 'string' and length(v #>> '{}') between 1 and 200 order by 1
            """,
            row => row.GetString(0));
        Ids = await IdsOfAsync(_with);
        Hidden = await RemoveHiddenAsync(_without.ConnectionString);
        HiddenIds = [.. Ids.Except(await IdsOfAsync(_without))];
        With = AttributionSystem.Open(_with.ConnectionString, TestClock.Instance);
        Without = AttributionSystem.Open(_without.ConnectionString, TestClock.Instance);
    }

    public async Task DisposeAsync()
    {
        await With.DisposeAsync();
        await Without.DisposeAsync();
        await _with!.DisposeAsync();
        await _without!.DisposeAsync();
    }

    /// <summary>How many events the caller's tenant has in the second world.</summary>
    internal async Task<int> CountSeenEventsAsync() => (int)(await ListAsync(
        _without!.ConnectionString,
        $"select count(*) from attribution.mt_events e where e.tenant_id = '{Caller.Tenant}'",
        row => row.GetInt64(0))).Single();

    private static Task<Guid[]> IdsOfAsync(TestDatabase world) => ListAsync(
        world.ConnectionString,
        "select s.id from attribution.mt_streams s union select i.id from attribution.stix_imports i order by 1",
        row => row.GetGuid(0));

    private static async Task FillAsync(string connectionString)
    {
        await Migrator.MigrateAsync(connectionString, AttributionSystem.Migrations);
        await using var system = AttributionSystem.Open(connectionString, TestClock.Instance);
        await using var other = await OtherServer.StartAsync();
        other.Refuses = sent => sent["type"]!.GetValue<string>() == "campaign" ? "no campaigns" : null;
        Principal[] authors =
        [
            Caller,
            Insider,
            Client.Anna with { Subject = "carl", Organisation = new OrganisationId("green") },
            Client.Anna with { Subject = "anna", Tenant = new TenantId("rival") },
        ];
        foreach (var author in authors)
        {
            await ImportAsync(system, author);
            var decider = new Client(system, author with { Roles = [Role.SeniorAnalyst] });
            await FillAsync(decider, author.Clearance == Tlp.Red ? "RED" : "AMBER");
            await FillAsync(decider, "AMBER");
            await Doubts.AddAsync(system, decider, author.Tenant);
            await OfferAsync(decider);
            var feeds = new FeedDesk(system) { Sofia = author with { Roles = [Role.SeniorAnalyst] } };
            await ReadElsewhereAsync(feeds, decider, other.Root);
        }
    }

    /// <summary>A feed, and campaigns that were sent to a server which wants none.</summary>
    private static async Task ReadElsewhereAsync(FeedDesk feeds, Client author, string root)
    {
        var feed = await feeds.FeedAsync(root, new { types = new[] { "tool" } });
        var seen = await author.RunAsync("{ campaigns(where: { classification: { eq: AMBER } }) { nodes { id } } }");
        var campaigns = seen.GetProperty("campaigns").GetProperty("nodes").EnumerateArray()
            .Select(campaign => campaign.GetProperty("id").GetGuid()).ToArray();
        await feeds.PushAsync(feed, campaigns);
        await feeds.PollAsync(feed);
    }

    private static Task<JsonElement> OfferAsync(Client author) => author.RunAsync(
        """
        mutation Offer($campaigns: [UUID!]) {
          saveTaxiiCollection(input: {
            title: "harbour", description: "words", statuses: [ACTIVE], tags: ["harbour"], campaigns: $campaigns
          }) { errors { code } }
        }
        """,
        new { campaigns = new[] { Guid.NewGuid() } });

    /// <summary>The same things in every tenant and organisation: names, tags, techniques, members, suspects.</summary>
    private static async Task FillAsync(Client author, string label)
    {
        foreach (var word in new[] { "harbour", "winter", "T1003" })
        {
            var cluster = Clusters.Some($"{word}-{label}", members: 0);
            // T1086 is retired; of the last two only importers know the names. One member in five is everybody's: too
            // few for a proposal to merge.
            cluster["label"] = $"cluster:{word}:T1059.001+T1086+T0998+T0999";
            cluster["member_ids"] = new[] { SharedMember }.Concat(Clusters.Members(4)).ToArray();
            cluster["suggested_actor"] = word == "winter" ? null : $"actor of {word}";
            cluster["tags"] = new[] { word, label, "all" };
            var campaign = (await author.PromoteAsync(cluster, label)).GetProperty("campaign");
            if (campaign.ValueKind == JsonValueKind.Object && word == "harbour")
            {
                await author.TransitAsync("activateCampaign", campaign.GetProperty("id").GetGuid());
                await InvestigateAsync(author, campaign.GetProperty("id").GetGuid(), label);
                await Suspicions.AddAsync(author, campaign.GetProperty("id").GetGuid(), label);
                cluster["id"] = $"again-{label}";
                await author.PromoteAsync(cluster, label);
            }
        }
    }

    private static async Task InvestigateAsync(Client author, Guid campaign, string label)
    {
        var opened = await author.SendAsync(
            "openInvestigation", new { title = $"Case {label}", classification = label }, "investigation", "id");
        await author.SendAsync(
            "linkInvestigation",
            new { id = campaign, investigation = opened.GetProperty("investigation").GetProperty("id").GetGuid() });
        await author.SendAsync(
            "classifyInfrastructure",
            new
            {
                subject = SharedMember,
                types = new[] { "command-and-control" },
                confidence = 70,
                classification = label,
            },
            "infrastructure",
            "subject");
    }

    /// <summary>What others stated, and a report of it: under a label that the caller may see, and with a link that
    /// waits, an object that is refused and one that is wrong in itself.</summary>
    private static async Task ImportAsync(AttributionSystem system, Principal author)
    {
        var marking = author.Clearance == Tlp.Red ? Bundle.Red : Bundle.Amber;
        var (campaign, actor, place) = (
            Bundle.NewId("campaign"), Bundle.NewId("intrusion-set"), Bundle.Object(
                Bundle.NewId("location"), new { country = "de", latitude = 1000 }));
        var malware = Bundle.NewId("malware");
        await system.ImportAsync(
            author,
            Bundle.Technique(Bundle.NewId("attack-pattern"), author == Caller ? "T0999" : "T0998").Marked(marking),
            Bundle.Campaign(campaign, "harbour", marking).With("external_references", new JsonArray(new JsonObject
            {
                ["source_name"] = "a vendor",
                ["url"] = "https://vendor.example/harbour",
                ["description"] = "words",
            })),
            Bundle.Campaign(campaign, "harbour again", marking),
            Bundle.Actor(actor, "winter"),
            place,
            Bundle.Relationship(campaign, "attributed-to", actor).With("confidence", 65).With("description", "T1003"),
            Bundle.Relationship(campaign, "targets", place["id"]!.ToString()),
            Bundle.Object(malware, new { name = "words" }).Marked(marking),
            Bundle.Relationship(campaign, "uses", malware),
            Bundle.Relationship(actor, "uses", malware)
                .With("created_by_ref", Bundle.NewId("identity"))
                .With("start_time", "2024-01-01T00:00:00Z").With("stop_time", "2024-02-01T00:00:00Z"),
            Bundle.Relationship(campaign, "attributed-to", Bundle.NewId("threat-actor")));
    }

    /// <summary>Removes what the caller may not see from every table that says it: by its own access columns, else by
    /// its campaign, else by the pages of its stream.</summary>
    private static async Task<int> RemoveHiddenAsync(string connectionString)
    {
        var removed = 0;
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, "set session_replication_role = replica");
        foreach (var table in await TablesWithAsync(connectionString, "tlp", "recipients"))
        {
            removed += await ExecuteAsync(
                connection,
                $"delete from attribution.{table} c where not coalesce({VisiblePredicate.Sql}, false)",
                Caller);
        }

        foreach (var table in await TablesWithAsync(connectionString, "tenant_id", "campaign_id"))
        {
            removed += await ExecuteAsync(
                connection,
                $"""
                delete from attribution.{table} t where not exists (select from attribution.mt_doc_campaignview c
                    where c.tenant_id = t.tenant_id and c.id = t.campaign_id)
                """);
        }

        var pages = string.Join(" union all ", (await TablesWithAsync(connectionString, "tenant_id", "data"))
            .Where(table => table.StartsWith("mt_doc_", StringComparison.Ordinal))
            .Select(table => $"select p.tenant_id, p.id from attribution.{table} p"));
        removed += await ExecuteAsync(
            connection, $"delete from attribution.mt_events e where (e.tenant_id, e.stream_id) not in ({pages})");
        return removed + await ExecuteAsync(
            connection, $"delete from attribution.mt_streams s where (s.tenant_id, s.id) not in ({pages})");
    }

    private static Task<string[]> TablesWithAsync(string connectionString, string one, string other) => ListAsync(
        connectionString,
        $"""
        select t.table_name::text from information_schema.tables t
        where t.table_schema = 'attribution' and t.table_type = 'BASE TABLE'
            and (select count(*) from information_schema.columns c where c.table_schema = t.table_schema
                and c.table_name = t.table_name and c.column_name in ('{one}', '{other}')) = 2
        order by 1
        """,
        row => row.GetString(0));

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, Principal? caller = null)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (caller is not null)
        {
            VisiblePredicate.AddParameters(command.Parameters, caller);
        }

        return await command.ExecuteNonQueryAsync();
    }

    private static async Task<T[]> ListAsync<T>(string connectionString, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await row.ReadAsync())
        {
            found.Add(read(row));
        }

        return [.. found];
    }
}
