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
using Xunit.Abstractions;

namespace Attribution.App.Tests.Access;

public sealed class VisibilityTests(AppDatabase database, ITestOutputHelper output) : IClassFixture<AppDatabase>
{
    private const int Records = 1_000;
    private const int Principals = 100;

    // Names that would be something else in an array's text, or in a statement.
    private static readonly string[] Names = ["a", "NULL", """b,"{'}\ü """];
    private static readonly string[] Countries = ["DE", "US"];

    [Fact]
    public async Task The_rule_the_predicate_and_the_policies_let_the_same_principals_see_the_same_records()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var records = Enumerable.Range(0, Records).Select(_ => SomeRecord(random)).ToArray();
        await database.System.Log.CommitAsync(new Commit(
            Guid.NewGuid(), [], CampaignAggregate.Table.Upsert([.. records.Select(Stored)])));
        await using var unheld = NpgsqlDataSource.Create(database.ConnectionString);
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString);
        await using var crossing = DatabaseRoles.OpenReader(database.ConnectionString, DatabaseRoles.Crossing);

        for (var number = 0; number < Principals; number++)
        {
            var principal = SomePrincipal(random);
            var byRule = records.Where(
                record => Visibility.Allows(principal, new AccessRecord(record.Tenant, record.Handling)))
                .Select(record => record.Id).Order().ToArray();
            (await VisibleAsync(unheld, principal, Predicate(principal))).ShouldBe(byRule, $"seed {seed}, {principal}");
            (await VisibleAsync(principal.CrossesTenants ? crossing : reader, principal, "true")).ShouldBe(
                byRule, $"seed {seed}, {principal}");
        }
    }

    private static string Predicate(Principal principal) => principal.CrossesTenants
        ? VisiblePredicate.OfAllTenants(VisiblePredicate.Sql)
        : VisiblePredicate.Sql;

    private static async Task<Guid[]> VisibleAsync(NpgsqlDataSource reads, Principal principal, string predicate)
    {
        await using var batch = reads.CreateBatch();
        foreach (var sql in new[]
        {
            SqlText.Get("enter_as_caller"),
            $"select c.id from attribution.mt_doc_campaignview c where {predicate}",
        })
        {
            var command = new NpgsqlBatchCommand(sql);
            VisiblePredicate.AddParameters(command.Parameters, principal);
            if (batch.BatchCommands.Count == 0)
            {
                command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = principal.CrossesTenants });
                command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = principal.May(Permission.Audit) });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "auto" });
            }

            batch.BatchCommands.Add(command);
        }

        await using var row = await batch.ExecuteReaderAsync();
        await row.NextResultAsync();
        var found = new List<Guid>();
        while (await row.ReadAsync())
        {
            found.Add(row.GetGuid(0));
        }

        return [.. found.Order()];
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
        [.. Some(random, Names).Select(name => new OrganisationId(name))])
    {
        Crossing = random.Next(4) == 0 ? new Crossing(Guid.NewGuid(), "x") : null,
    };

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static ImmutableArray<string> Some(Random random, string[] from) =>
        [.. from.Where(_ => random.Next(2) == 0)];
}
