using System.Text.Json;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using NodaTime;

namespace Attribution.App.Tests.Campaigns;

public sealed class CampaignSearchTests(AppDatabase database) : IClassFixture<AppDatabase>, IAsyncLifetime
{
    private static readonly Guid Parent = Guid.NewGuid();

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly string _run = $"run-{Guid.NewGuid():N}";

    public Task InitializeAsync() => database.System.StoreAsync(
        Some("Winter Harbour", view => view with
        {
            Profile = view.Profile with
            {
                Aliases = ["Зимняя Гавань"],
                Description = "Phishing against ports; 港湾への攻撃者.",
                ThreatLevel = ThreatLevel.High,
                FirstSeen = Instant.FromUtc(2025, 1, 1, 0, 0),
            },
            Status = CampaignStatus.Active,
            Techniques = ["T1003.001"],
            InitialConfidence = Assessment.None with { Value = 80 },
        }),
        Some("Summer_100% Storm", view => view with
        {
            Profile = view.Profile with { ThreatLevel = ThreatLevel.Low },
            Techniques = ["T1003"],
            ParentCampaign = Parent,
        }),
        Some("ΑΘΗΝΑ", view => view with
        {
            Status = CampaignStatus.Dormant,
            Techniques = ["T1566"],
            InitialConfidence = Assessment.None with { Value = 40 },
            Handling = Handling.OwnedBy(Client.Anna.Organisation, Tlp.Green),
        }));

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""{ status: { eq: ACTIVE } }""", "Winter Harbour")]
    [InlineData("""{ status: { in: [ACTIVE, DORMANT] } }""", "Winter Harbour|ΑΘΗΝΑ")]
    [InlineData("""{ status: { nin: [ACTIVE, DORMANT] } }""", "Summer_100% Storm")]
    [InlineData("""{ status: { in: [] } }""", "")]
    [InlineData("""{ status: {} }""", "Winter Harbour|Summer_100% Storm|ΑΘΗΝΑ")]
    [InlineData("""{ status: { eq: ACTIVE, neq: ACTIVE } }""", "")]
    [InlineData("""{ threatLevel: { gte: MEDIUM } }""", "Winter Harbour")]
    [InlineData("""{ threatLevel: { eq: null } }""", "ΑΘΗΝΑ")]
    [InlineData("""{ threatLevel: { neq: HIGH } }""", "Summer_100% Storm|ΑΘΗΝΑ")]
    [InlineData("""{ threatLevel: { nin: [HIGH] } }""", "Summer_100% Storm|ΑΘΗΝΑ")]
    [InlineData("""{ threat_level: { gt: null } }""", "Winter Harbour|Summer_100% Storm|ΑΘΗΝΑ")]
    [InlineData("""{ confidence: { gte: 40, lt: 80 } }""", "ΑΘΗΝΑ")]
    [InlineData("""{ classification: { lte: GREEN } }""", "ΑΘΗΝΑ")]
    [InlineData("""{ technique: { eq: "t1003" } }""", "Winter Harbour|Summer_100% Storm")]
    [InlineData("""{ technique: { eq: "T1003.001" } }""", "Winter Harbour")]
    [InlineData("""{ technique: { neq: "T1003" } }""", "ΑΘΗΝΑ")]
    [InlineData("""{ technique: { in: ["T1566", "T1003.001"] } }""", "Winter Harbour|ΑΘΗΝΑ")]
    [InlineData("""{ technique: { eq: null } }""", "")]
    [InlineData("""{ firstSeen: { lt: "2025-06-01T00:00:00Z" } }""", "Winter Harbour")]
    [InlineData("""{ firstSeen: { gt: "2025-06-01T00:00:00Z" } }""", "")]
    [InlineData("""{ parentCampaign: { neq: null } }""", "Summer_100% Storm")]
    [InlineData("""{ name: { contains: "HARB" } }""", "Winter Harbour")]
    [InlineData("""{ name: { contains: "_100%" } }""", "Summer_100% Storm")]
    [InlineData("""{ name: { contains: "0%s" } }""", "")]
    [InlineData("""{ name: { startsWith: "αθη" } }""", "ΑΘΗΝΑ")]
    [InlineData("""{ name: { eq: "winter harbour" } }""", "")]
    [InlineData("""{ text: "harbour winter" }""", "Winter Harbour")]
    [InlineData("""{ text: "PHISH" }""", "Winter Harbour")]
    [InlineData("""{ text: "гавань" }""", "Winter Harbour")]
    [InlineData("""{ text: "攻撃" }""", "Winter Harbour")]
    [InlineData("""{ text: "者" }""", "Winter Harbour")]
    [InlineData("""{ text: "harbour storm" }""", "")]
    [InlineData("""{ text: "' & ! | :* (" }""", "Winter Harbour|Summer_100% Storm|ΑΘΗΝΑ")]
    [InlineData("""{ or: [{ status: { eq: ACTIVE } }, { technique: { eq: "T1566" } }] }""", "Winter Harbour|ΑΘΗΝΑ")]
    [InlineData("""{ or: [] }""", "Winter Harbour|Summer_100% Storm|ΑΘΗΝΑ")]
    [InlineData("""{ and: [{ text: "winter" }, { or: [{ status: { eq: DORMANT } }] }] }""", "")]
    [InlineData("""{ organisation: { eq: "blue" }, tag: { nin: ["x", "y"] } }""",
        "Winter Harbour|Summer_100% Storm|ΑΘΗΝΑ")]
    public async Task A_filter_leaves_what_it_says(string where, string names)
    {
        var data = await _anna.RunAsync(
            $$"""
            { campaigns(where: { and: [{ tag: { eq: "{{_run}}" } }, {{where}}] }) { totalCount nodes { name } } }
            """);

        var campaigns = data.GetProperty("campaigns");
        var found = campaigns.GetProperty("nodes").EnumerateArray()
            .Select(node => node.GetProperty("name").GetString());
        found.Order(StringComparer.Ordinal).ShouldBe(
            names.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        campaigns.GetProperty("totalCount").GetInt32().ShouldBe(campaigns.GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task What_is_asked_is_a_value_and_never_a_part_of_the_statement()
    {
        string[] hostile =
        [
            "' or true --", "'); drop table attribution.mt_events; --", "$1", "{0}", "/*visible*/", "\\", "%", "_",
        ];
        foreach (var text in hostile)
        {
            var found = await _anna.RunAsync(
                """
                query Find($text: String!) {
                  a: campaigns(where: { name: { eq: $text } }) { totalCount }
                  b: campaigns(where: { tag: { in: [$text] } }) { totalCount }
                  c: campaigns(where: { actor: { eq: $text } }) { totalCount }
                  d: campaigns(where: { indicator: { eq: $text } }) { totalCount }
                  e: campaigns(where: { technique: { eq: $text } }) { totalCount }
                  f: campaigns(where: { text: $text, name: { startsWith: $text, contains: $text } }) { totalCount }
                }
                """,
                new { text });
            found.EnumerateObject().ShouldAllBe(field => field.Value.GetProperty("totalCount").GetInt32() == 0, text);
        }
    }

    [Theory]
    [InlineData("""{ "name": { "eq": "a\u0000b" } }""")]
    [InlineData("""{ "text": "TOO-LONG" }""")]
    [InlineData("""{ "tag": { "in": "TOO-MANY" } }""")]
    [InlineData("""{ "or": "TOO-MANY-FILTERS" }""")]
    public async Task What_no_text_can_be_compared_with_is_refused_with_a_stable_code(string where)
    {
        var json = where
            .Replace("\"TOO-LONG\"", $"\"{new string('a', 1_000_000)}\"", StringComparison.Ordinal)
            .Replace(
                "\"TOO-MANY\"",
                $"[{string.Join(',', Enumerable.Repeat("\"t\"", 1_001))}]",
                StringComparison.Ordinal)
            .Replace(
                "\"TOO-MANY-FILTERS\"",
                $"[{string.Join(',', Enumerable.Repeat("""{"tag":{"eq":"t"}}""", 101))}]",
                StringComparison.Ordinal);

        var answer = await _anna.AnswerAsync(
            "query Find($where: CampaignFilterInput) { campaigns(where: $where) { nodes { id } } }",
            new { where = JsonSerializer.Deserialize<JsonElement>(json) });

        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
            .ShouldBe("BAD_USER_INPUT");
    }

    [Fact]
    public async Task Parts_of_names_and_words_are_looked_up_in_an_index()
    {
        await using var reads = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = reads.CreateCommand(
            """
            select string_agg(indexname, ' ') from pg_indexes
            where tablename = 'mt_doc_campaignview' and indexname ~ '_(words|name_parts|techniques|tags)$'
                and (indexname !~ 'name_parts' or indexdef ~ 'gin_trgm_ops')
            """);
        var expected = await HasTrigramsAsync(reads) ? 4 : 3;
        ((string)(await command.ExecuteScalarAsync())!).Split(' ').Length.ShouldBe(expected);
    }

    private static async Task<bool> HasTrigramsAsync(Npgsql.NpgsqlDataSource reads)
    {
        await using var command = reads.CreateCommand(
            "select exists (select from pg_available_extensions where name = 'pg_trgm')");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private CampaignView Some(string name, Func<CampaignView, CampaignView> with) =>
        with(StoredCampaigns.Named(name, _run));
}
