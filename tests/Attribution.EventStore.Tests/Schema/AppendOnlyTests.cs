using Npgsql;

namespace Attribution.EventStore.Tests.Schema;

public sealed class AppendOnlyTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    [Theory]
    [InlineData("update attribution.mt_events set data = '{}'")]
    [InlineData("update attribution.mt_events set timestamp = now(), is_archived = true")]
    [InlineData("update attribution.mt_events set tenant_id = 'other'")]
    [InlineData("delete from attribution.mt_events")]
    [InlineData("truncate attribution.mt_events")]
    [InlineData("truncate attribution.mt_streams cascade")]
    public async Task A_stored_event_cannot_be_changed_or_removed_even_by_a_superuser(string sql)
    {
        var stream = await StoreAsync();

        var refused = await Should.ThrowAsync<PostgresException>(ExecuteAsync(sql));

        refused.SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
        refused.MessageText.ShouldContain("append-only");
        refused.Hint.ShouldNotBeNull().ShouldContain("Record a new event");
        await using var log = database.Open();
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_with_events_cannot_be_removed()
    {
        await StoreAsync();

        (await Should.ThrowAsync<PostgresException>(ExecuteAsync("delete from attribution.mt_streams")))
            .SqlState.ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
    }

    [Fact]
    public async Task The_mark_of_an_archived_stream_is_the_one_thing_that_changes()
    {
        var stream = await StoreAsync();

        await ExecuteAsync($"update attribution.mt_events set is_archived = true where stream_id = '{stream.Value}'");

        await using var log = database.Open();
        (await log.ReadStreamAsync(stream)).ShouldAllBe(happened => happened.IsArchived);
    }

    private async Task<StreamId> StoreAsync()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream, events: 2)));
        return stream;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
