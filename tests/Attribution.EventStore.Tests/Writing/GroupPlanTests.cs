using System.Text.RegularExpressions;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Writing;
using Attribution.Testing;

namespace Attribution.EventStore.Tests.Writing;

/// <summary>The statement of a group is planned once a connection, for whatever size the tables had then.</summary>
public sealed partial class GroupPlanTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    [Fact]
    public async Task What_a_group_relies_on_is_looked_up_by_its_key_however_small_the_tables_were_when_it_was_planned()
    {
        var statement = Statement(new Commit(
            Guid.NewGuid(),
            [Sample.Append(Sample.Stream(), ExpectedVersion.NoStream)],
            Sample.Mark(Guid.NewGuid()),
            new RowSet(EventStoreDatabase.Marks, RowChange.ExpectNone, Column.Uuid("id", Guid.NewGuid()))));
        await database.QueryAsync<int>(
            """
            insert into attribution.test_marks (id) select gen_random_uuid() from generate_series(1, 10);
            insert into attribution.mt_streams (tenant_id, id, type, version, timestamp, created)
            select 'acme', gen_random_uuid(), 'note', 1, now(), now() from generate_series(1, 10);
            analyze attribution.test_marks, attribution.mt_streams;
            select 1
            """);

        var plan = await PlanAsync(statement);

        var scans = plan.Index().Where(line => Scan().IsMatch(line.Item)).ToArray();
        scans.Length.ShouldBeGreaterThanOrEqualTo(3);
        scans.ShouldAllBe(
            scan => plan[scan.Index + 1].Contains("Index Cond: "), string.Join('\n', plan));
    }

    private static string Statement(Commit commit) =>
        GroupStatement.TextFor(new CommitGroup(Guid.NewGuid(), [new PendingCommit(commit, default)]));

    private async Task<List<string>> PlanAsync(string statement)
    {
        await using var source = EventLogDataSource.CreateForWriter(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        return await GenericPlan.OfAsync(connection, statement);
    }

    [GeneratedRegex(@"Scan.* on (test_marks|mt_streams)\b")]
    private static partial Regex Scan();
}
