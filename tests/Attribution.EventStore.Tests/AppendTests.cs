namespace Attribution.EventStore.Tests;

public sealed class AppendTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    [Fact]
    public async Task A_started_stream_reads_back_as_it_was_written()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        var append = Sample.Append(stream, ExpectedVersion.NoStream, events: 3);

        var stored = (await log.CommitAsync(Sample.Commit(append))).ShouldBeOfType<CommitResult.Stored>();

        var events = await log.ReadStreamAsync(stream);
        stored.Appends.ShouldBe([new StoredAppend(stream, 3, events[0].Position)]);
        events.Select(happened => happened.Version).ShouldBe([1, 2, 3]);
        events.Select(happened => happened.Id).ShouldBe(append.Events.Select(data => data.Id));
        events.Select(happened => happened.Position).ShouldBeInOrder();
        var first = events[0];
        (first.Type, first.RecordedAt, first.UserId, first.Reason)
            .ShouldBe(("noted", Sample.Noon, "anna", "seen twice"));
        (first.CorrelationId, first.CausationId).ShouldBe(("correlation-1", "message-7"));
        System.Text.Encoding.UTF8.GetString(first.Json).ShouldBe("""{"text": "hello"}""");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Appends_of_one_commit_to_one_stream_stand_one_behind_the_other_each_as_it_was_said(int before)
    {
        await using var log = database.Open();
        var (stream, other) = (Sample.Stream(), Sample.Stream());
        if (before > 0)
        {
            await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream, before)));
        }

        var first = Sample.Append(stream, ExpectedVersion.Exactly(before), events: 2);
        var second = Sample.Append(stream, ExpectedVersion.Exactly(before + 2)) with
        {
            Metadata = new EventMetadata(
                Sample.Noon + NodaTime.Duration.FromHours(1), "bert", "twice as well", "correlation-2"),
        };
        var stored = (await log.CommitAsync(Sample.Commit(
            first, second, Sample.Append(other, ExpectedVersion.NoStream)))).ShouldBeOfType<CommitResult.Stored>();

        var events = (await log.ReadStreamAsync(stream)).Skip(before).ToArray();
        events.Select(happened => (happened.Id, happened.Version, happened.UserId, happened.CorrelationId)).ShouldBe(
        [
            (first.Events[0].Id, before + 1, "anna", "correlation-1"),
            (first.Events[1].Id, before + 2, "anna", "correlation-1"),
            (second.Events[0].Id, before + 3, "bert", "correlation-2"),
        ]);
        stored.Appends.ShouldBe(
        [
            new StoredAppend(stream, before + 2, events[0].Position),
            new StoredAppend(stream, before + 3, events[2].Position),
            new StoredAppend(other, 1, (await log.ReadStreamAsync(other))[0].Position),
        ]);
        (await log.FindStreamAsync(stream))!.Version.ShouldBe(before + 3);
        (await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Exactly(before + 3)))))
            .ShouldBeOfType<CommitResult.Stored>();
    }

    [Fact]
    public async Task Of_appends_to_one_stream_none_is_stored_where_the_first_is_late()
    {
        await using var log = database.Open();
        var (stream, relied) = (Sample.Stream(), Sample.Stream());
        await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream, events: 2)));
        var (late, behind) = (
            Sample.Append(stream, ExpectedVersion.Exactly(1)), Sample.Append(stream, ExpectedVersion.Exactly(2)));
        var (timely, last) = (
            Sample.Append(stream, ExpectedVersion.Exactly(2)), Sample.Append(stream, ExpectedVersion.Exactly(3)));

        (await log.CommitAsync(Sample.Commit(late, behind))).ShouldBe(
            new CommitResult.VersionConflict(stream, ExpectedVersion.Exactly(1), 2));
        (await log.CommitAsync(Sample.Commit(timely, last) with
        {
            Expectations = [new StreamExpectation(relied, ExpectedVersion.Exactly(7))],
        })).ShouldBe(new CommitResult.VersionConflict(relied, ExpectedVersion.Exactly(7), 0));

        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);
    }

    [Fact]
    public void Appends_to_one_stream_that_do_not_go_on_where_it_was_are_no_commit()
    {
        var (stream, other) = (Sample.Stream(), Sample.Stream());
        StreamAppend At(long version) => Sample.Append(stream, ExpectedVersion.Exactly(version));

        Should.Throw<ArgumentException>(() => Sample.Commit(At(1), At(1)));
        Should.Throw<ArgumentException>(() => Sample.Commit(At(1), At(3)));
        Should.Throw<ArgumentException>(() =>
            Sample.Commit(At(1), Sample.Append(other, ExpectedVersion.NoStream), At(2)));
        Should.Throw<ArgumentException>(() => Sample.Commit(
            Sample.Append(stream, ExpectedVersion.Any), Sample.Append(stream, ExpectedVersion.Any)));
    }

    [Fact]
    public async Task Starting_a_stream_that_exists_is_a_conflict_with_its_version()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream, events: 2)));

        var again = await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream)));

        again.ShouldBe(new CommitResult.VersionConflict(stream, ExpectedVersion.NoStream, 2));
        (await log.ReadStreamAsync(stream)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Appending_at_another_version_than_the_streams_is_a_conflict(long expected)
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream, events: 2)));

        var result = await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Exactly(expected))));

        result.ShouldBe(new CommitResult.VersionConflict(stream, ExpectedVersion.Exactly(expected), 2));
    }

    [Fact]
    public async Task Appending_at_any_version_takes_its_place_at_the_end()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ =>
            log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Any, events: 2)))));

        (await log.ReadStreamAsync(stream)).Select(happened => happened.Version)
            .ShouldBe(Enumerable.Range(1, 80).Select(v => (long)v));
    }

    [Fact]
    public async Task One_conflict_refuses_every_stream_of_its_commit_and_no_other_commit()
    {
        await using var log = database.Open();
        var (taken, fresh) = (Sample.Stream(), Sample.Stream());
        await log.CommitAsync(Sample.Commit(Sample.Append(taken, ExpectedVersion.NoStream)));
        var others = Enumerable.Range(0, 20).Select(_ => Sample.Stream()).ToArray();

        var refused = log.CommitAsync(Sample.Commit(
            Sample.Append(fresh, ExpectedVersion.NoStream), Sample.Append(taken, ExpectedVersion.NoStream)));
        var stored = await Task.WhenAll(others.Select(stream =>
            log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream)))));

        (await refused).ShouldBe(new CommitResult.VersionConflict(taken, ExpectedVersion.NoStream, 1));
        (await log.ReadStreamAsync(fresh)).ShouldBeEmpty();
        stored.ShouldAllBe(result => result is CommitResult.Stored);
    }

    [Fact]
    public async Task The_same_uuid_in_two_tenants_is_two_streams()
    {
        await using var log = database.Open();
        var ours = Sample.Stream("ours");
        var theirs = ours with { TenantId = "theirs" };

        await log.CommitAsync(Sample.Commit(Sample.Append(ours, ExpectedVersion.NoStream)));
        var result = await log.CommitAsync(Sample.Commit(Sample.Append(theirs, ExpectedVersion.NoStream, events: 2)));

        result.ShouldBeOfType<CommitResult.Stored>();
        (await log.ReadStreamAsync(ours)).Count.ShouldBe(1);
        (await log.ReadStreamAsync(theirs)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_archived_stream_can_be_read_and_takes_no_more_events()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream)));

        await log.ArchiveStreamAsync(stream);

        (await log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.Any))))
            .ShouldBe(new CommitResult.StreamArchived(stream));
        (await log.ReadStreamAsync(stream)).Single().IsArchived.ShouldBeTrue();
        (await log.FindStreamAsync(stream))!.IsArchived.ShouldBeTrue();
    }

    [Fact]
    public async Task Content_that_the_database_refuses_fails_alone()
    {
        await using var log = database.Open();
        var broken = new StreamAppend(
            Sample.Stream(),
            "note",
            ExpectedVersion.NoStream,
            [Sample.Event(json: """{"nul":"\u0000"}""")],
            Sample.ByAnna);
        var unpaired = Sample.Append(new StreamId("a\ud800b", Guid.NewGuid()), ExpectedVersion.NoStream);

        var failures = new[] { broken, unpaired }.Select(append => log.CommitAsync(Sample.Commit(append))).ToArray();
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            log.CommitAsync(Sample.Commit(Sample.Append(Sample.Stream(), ExpectedVersion.NoStream)))));

        (await Should.ThrowAsync<CommitRefused>(failures[0])).SqlState.ShouldBe("22P05");
        (await Should.ThrowAsync<CommitRefused>(failures[1])).SqlState.ShouldBe("22021");
        others.ShouldAllBe(result => result is CommitResult.Stored);
    }
}
