using Attribution.App.Actors;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Campaigns.MergeProposals;
using Attribution.App.Hypotheses;
using Attribution.App.Infrastructure;
using Attribution.App.Investigations;
using Attribution.GraphQL.Sdl;
using Attribution.Testing;
using Npgsql;

namespace Attribution.App.Tests;

public sealed class SchemaTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    [Fact]
    public void The_graphql_schema_is_the_approved_one() =>
        Approval.Verify(PrintSchema.From(AttributionSystem.BuildSchema()), "schema.graphql");

    [Fact]
    public void Every_event_has_an_approved_name_in_storage() => Approval.Verify(
        string.Join('\n', EventNames.Select(name => $"{name.Stream} {name.Event}")), "event-names.txt");

    [Fact]
    public void No_two_kinds_of_streams_have_an_event_of_one_name() =>
        EventNames.GroupBy(name => name.Event).Where(same => same.Count() > 1).ShouldBeEmpty();

    [Fact]
    public async Task The_migration_makes_the_tables_that_the_pages_describe()
    {
        var migrated = await ColumnsAsync();
        await using (var source = NpgsqlDataSource.Create(database.ConnectionString))
        {
            await using var again = source.CreateCommand(
                "drop table attribution.mt_doc_campaignview, attribution.mt_doc_hypothesisview,"
                + " attribution.mt_doc_investigationview, attribution.mt_doc_mergeproposalview,"
                + " attribution.mt_doc_infrastructureview, attribution.mt_doc_actorview,"
                + " attribution.mt_doc_dormancyproposalview;"
                + CampaignAggregate.Table.CreateSql() + HypothesisAggregate.Table.CreateSql()
                + InvestigationAggregate.Table.CreateSql() + MergeProposalAggregate.Table.CreateSql()
                + InfrastructureAggregate.Table.CreateSql() + ActorAggregate.Table.CreateSql()
                + DormancyProposalAggregate.Table.CreateSql());
            await again.ExecuteNonQueryAsync();
        }

        migrated.ShouldBe(await ColumnsAsync());
    }

    private static IEnumerable<(string Stream, string Event)> EventNames =>
    [
        .. CampaignEventNames.Registry.Names.Select(name => ("campaign", name)),
        .. HypothesisEventNames.Registry.Names.Select(name => ("hypothesis", name)),
        .. InfrastructureEventNames.Registry.Names.Select(name => ("infrastructure", name)),
        .. InvestigationEventNames.Registry.Names.Select(name => ("investigation", name)),
        .. ActorEventNames.Registry.Names.Select(name => ("actor", name)),
        .. MergeProposalEventNames.Registry.Names.Select(name => ("merge_proposal", name)),
        .. DormancyProposalEventNames.Registry.Names.Select(name => ("dormancy_proposal", name)),
    ];

    private async Task<string> ColumnsAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select string_agg(
                concat_ws(' ', table_name, ordinal_position, column_name, udt_name, is_nullable, column_default), e'\n'
                order by table_name, ordinal_position)
            from information_schema.columns where table_schema = 'attribution' and table_name like 'mt\_doc\_%view'
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
