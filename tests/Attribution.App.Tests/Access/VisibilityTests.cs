using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Views;
using NodaTime;
using Npgsql;

namespace Attribution.App.Tests.Access;

public sealed class VisibilityTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const int Records = 3_000;
    private const int Principals = 200;
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly string[] Countries = ["DE", "US"];

    [Fact]
    public async Task The_rule_and_its_sql_let_the_same_principals_see_the_same_records()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var records = Enumerable.Range(0, Records).Select(_ => SomeRecord(random)).ToArray();
        await database.System.Log.CommitAsync(new Commit(
            Guid.NewGuid(), [], CampaignAggregate.Table.Upsert([.. records.Select(Stored)])));
        await using var reads = NpgsqlDataSource.Create(database.ConnectionString);

        for (var number = 0; number < Principals; number++)
        {
            var principal = SomePrincipal(random);
            IEnumerable<Guid> bySql = await VisibleAsync(reads, principal);
            var byRule = records.Where(
                record => Visibility.Allows(principal, new AccessRecord(record.Tenant, record.Handling)))
                .Select(record => record.Id).Order();
            bySql.ShouldBe(byRule, $"seed {seed}, {principal}");
        }
    }

    private static async Task<IReadOnlyList<Guid>> VisibleAsync(NpgsqlDataSource reads, Principal principal)
    {
        await using var command = reads.CreateCommand(
            $"select c.id from attribution.mt_doc_campaignview c where {VisiblePredicate.Sql}");
        VisiblePredicate.AddParameters(command.Parameters, principal);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<Guid>();
        while (await row.ReadAsync())
        {
            found.Add(row.GetGuid(0));
        }

        found.Sort();
        return found;
    }

    private static StoredView<CampaignView> Stored(CampaignView view) =>
        new(new ViewId(view.Tenant.Value, view.Id), view.Version, view.UpdatedAt, view);

    private static CampaignView SomeRecord(Random random) => new()
    {
        Id = Guid.NewGuid(),
        Tenant = new TenantId(Pick(random, Names)),
        Profile = new CampaignProfile("x", [], Objectives: []),
        Handling = new Handling(
            (Tlp)random.Next(5),
            new OrganisationId(Pick(random, Names)),
            [.. Some(random, Names).Select(name => new OrganisationId(name))],
            Some(random, Countries),
            Some(random, Names)),
        CreatedBy = "x",
        CreatedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
        UpdatedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
        Version = 1,
    };

    private static Principal SomePrincipal(Random random) => new(
        Pick(random, Names),
        new TenantId(Pick(random, Names)),
        new OrganisationId(Pick(random, Names)),
        (Tlp)random.Next(5),
        Some(random, Countries),
        [Role.Analyst],
        [.. Some(random, Names).Select(name => new OrganisationId(name))]);

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static ImmutableArray<string> Some(Random random, string[] from) =>
        [.. from.Where(_ => random.Next(2) == 0)];
}
