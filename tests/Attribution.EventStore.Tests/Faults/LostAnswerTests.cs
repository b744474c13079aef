using Npgsql;

namespace Attribution.EventStore.Tests.Faults;

/// <summary>What callers are told when the connection breaks at the worst moment. All appends are at any version, so
/// that nothing but the writer's own care keeps them from being stored twice.</summary>
public sealed class LostAnswerTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_told_as_stored_and_stored_once()
    {
        await using var proxy = BreakableProxy.Before(database.ConnectionString);
        await using var log = EventLog.Open(proxy.ConnectionString(database.ConnectionString));
        var stream = Sample.Stream();
        await StoreAsync(log, stream);

        var answered = proxy.LoseNextAnswer();
        var result = await StoreAsync(log, stream);

        await answered;
        result.ShouldBeOfType<CommitResult.Stored>().Appends.Single().LastVersion.ShouldBe(2);
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_commit_whose_answer_was_lost_is_told_as_refused()
    {
        await using var proxy = BreakableProxy.Before(database.ConnectionString);
        await using var log = EventLog.Open(proxy.ConnectionString(database.ConnectionString));
        var stream = Sample.Stream();
        await StoreAsync(log, stream);

        var answered = proxy.LoseNextAnswer();
        var result = await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream)));

        await answered;
        result.ShouldBe(new CommitResult.VersionConflict(stream, ExpectedVersion.NoStream, 1));
    }

    [Fact]
    public async Task A_late_copy_of_a_group_that_was_sent_again_is_refused()
    {
        await using var proxy = BreakableProxy.Before(database.ConnectionString);
        await using var log = EventLog.Open(proxy.ConnectionString(database.ConnectionString));
        var stream = Sample.Stream();
        await StoreAsync(log, stream);

        var (held, deliverLate) = proxy.HoldNextRequest();
        var result = await StoreAsync(log, stream);
        await held;
        await deliverLate();

        result.ShouldBeOfType<CommitResult.Stored>();
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);
        (await database.QueryAsync<long>("select count(*) from attribution.event_commit_groups where not stored"))
            .ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_commit_that_is_still_in_doubt_says_so_and_its_outcome_is_final()
    {
        await using var proxy = BreakableProxy.Before(database.ConnectionString);
        await using var log = EventLog.Open(
            proxy.ConnectionString(database.ConnectionString),
            new EventLogOptions { UnavailableAfter = TimeSpan.Zero });
        var stream = Sample.Stream();
        await StoreAsync(log, stream);

        // The writer does its housekeeping after the first commit; behind the second, the next request is the third's.
        await StoreAsync(log, stream);

        var (held, deliverLate) = proxy.HoldNextRequest();
        var commit = Sample.Commit(Sample.Append(stream, ExpectedVersion.Any));
        var away = await Should.ThrowAsync<StoreUnavailable>(log.CommitAsync(commit));
        await held;

        (away.MayBeStored, away.CommitId).ShouldBe((true, commit.Id));
        away.Message.ShouldContain("ask for its outcome by its id");
        (await log.FindOutcomeAsync(commit.Id)).ShouldBeFalse();
        await deliverLate();
        (await log.FindOutcomeAsync(commit.Id)).ShouldBeFalse();
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_commit_whose_backend_is_ended_in_the_middle_is_stored_once()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await StoreAsync(log, stream);
        await using var turn = await WritersTurn.TakeAsync(database.ConnectionString);

        var committing = StoreAsync(log, stream);
        await turn.WaitForWaiterAsync();
        await turn.EndWaitersAsync();
        await turn.GiveBackAsync();

        (await committing).ShouldBeOfType<CommitResult.Stored>();
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_that_leaves_while_its_commit_is_being_stored_gets_the_true_verdict()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        using var leaving = new CancellationTokenSource();
        await using var turn = await WritersTurn.TakeAsync(database.ConnectionString);

        var committing = log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Any)), leaving.Token);
        await turn.WaitForWaiterAsync();
        await leaving.CancelAsync();
        await turn.GiveBackAsync();

        (await committing).ShouldBeOfType<CommitResult.Stored>();
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Closing_waits_for_the_commit_that_is_being_stored()
    {
        var log = database.Open();
        var (stream, waiting) = (Sample.Stream(), Sample.Stream());
        await using var turn = await WritersTurn.TakeAsync(database.ConnectionString);
        var first = StoreAsync(log, stream);
        await turn.WaitForWaiterAsync();
        var second = StoreAsync(log, waiting);

        var closing = log.DisposeAsync().AsTask();
        closing.IsCompleted.ShouldBeFalse();
        await turn.GiveBackAsync();
        await closing;

        (await first).ShouldBeOfType<CommitResult.Stored>();
        (await second).ShouldBeOfType<CommitResult.Stored>();
    }

    [Fact]
    public async Task A_writer_that_does_not_wait_for_its_turn_causes_a_conflict_and_no_error()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await StoreAsync(log, stream);
        await using var stranger = new NpgsqlConnection(database.ConnectionString);
        await stranger.OpenAsync();
        await using var transaction = await stranger.BeginTransactionAsync();
        await AppendAsStrangerAsync(stranger, stream, version: 2);

        var expecting = log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Exactly(1))));
        await WritersTurn.WaitForBlockedAsync(database.ConnectionString);
        await transaction.CommitAsync();

        (await expecting).ShouldBe(new CommitResult.VersionConflict(stream, ExpectedVersion.Exactly(1), 2));
        (await log.ReadStreamAsync(stream)).Select(happened => happened.Version).ShouldBe([1, 2]);
    }

    private static Task<CommitResult> StoreAsync(EventLog log, StreamId stream) =>
        log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Any)));

    /// <summary>Appends as real Marten does: in an order of its own, without the advisory lock.</summary>
    private static async Task AppendAsStrangerAsync(NpgsqlConnection connection, StreamId stream, long version)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"update attribution.mt_streams set version = {version} "
            + $"where tenant_id = 'acme' and id = '{stream.Value}'"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $$"""
            insert into attribution.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (nextval('attribution.mt_events_sequence'), gen_random_uuid(), '{{stream.Value}}', {{version}}, '{}',
                'noted', now(), 'acme')
            """));
        await batch.ExecuteNonQueryAsync();
    }
}
