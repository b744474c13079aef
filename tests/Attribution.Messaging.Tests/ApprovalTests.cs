using Attribution.Messaging.Tests.Sql;
using Attribution.Testing;

namespace Attribution.Messaging.Tests;

public sealed class ApprovalTests(MessagingDatabase database) : IClassFixture<MessagingDatabase>
{
    [Fact]
    public void The_public_api_is_the_approved_one() =>
        Approval.Verify(PublicApi.Listing(typeof(Envelope).Assembly), "public-api.txt");

    [Fact]
    public async Task The_schema_is_the_approved_one() =>
        Approval.Verify(await database.ReadAsync<string>(
            """
            select string_agg(line, E'\n' order by line) from (
                select format('%s.%s %s%s%s', table_name, column_name, data_type,
                    case is_nullable when 'NO' then ' not null' else '' end,
                    case when column_default is null then '' else ' default ' || column_default end) as line
                from information_schema.columns where table_schema = 'attribution'
                union all
                select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint where connamespace = 'attribution'::regnamespace
                union all
                select indexdef from pg_indexes where schemaname = 'attribution'
            ) as lines
            """), "schema.txt");

    [Theory]
    [InlineData("state = 'sleeping'")]
    [InlineData("state = 'running'")]
    [InlineData("state = 'done', finished_at = now()")]
    [InlineData("state = 'dead', finished_at = now()")]
    [InlineData("state = 'retrying'")]
    [InlineData("due_at = now()")]
    [InlineData("node_id = message_id")]
    [InlineData("waits_for_turn = true")]
    [InlineData("body = null")]
    [InlineData("body = null, body_raw = ''")]
    [InlineData("attempts = 1")]
    public async Task The_database_refuses_states_that_do_not_exist(string change)
    {
        var message = Sample.Message("impossible") with { Source = "/" + change.Length };
        await database.AcceptAsync(nameof(The_database_refuses_states_that_do_not_exist), message);

        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() => database.ExecuteAsync(
            $"update attribution.msg_messages set {change} where message_id = '{message.MessageId}'"));

        refused.SqlState.ShouldBe(Npgsql.PostgresErrorCodes.CheckViolation);
    }
}
