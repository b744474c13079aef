namespace Attribution.EventStore.Tests;

/// <summary>What a commit relied on in streams that it does not append to.</summary>
public sealed class ExpectationTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    [Fact]
    public async Task A_commit_that_relied_on_another_version_stores_nothing_and_names_the_stream()
    {
        await using var log = database.Open();
        var (read, written) = (Sample.Stream(), Sample.Stream());
        await log.CommitAsync(Sample.Commit(Sample.Append(read, ExpectedVersion.NoStream, events: 2)));

        var result = await log.CommitAsync(Relying(written, read, ExpectedVersion.Exactly(1)));

        result.ShouldBe(new CommitResult.VersionConflict(read, ExpectedVersion.Exactly(1), 2));
        (await log.ReadStreamAsync(written)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Relying_on_a_stream_leaves_it_as_it_is()
    {
        await using var log = database.Open();
        var (read, absent) = (Sample.Stream(), Sample.Stream());
        await log.CommitAsync(Sample.Commit(Sample.Append(read, ExpectedVersion.NoStream, events: 2)));
        var before = await log.FindStreamAsync(read);

        var stored = await log.CommitAsync(Relying(Sample.Stream(), read, ExpectedVersion.Exactly(2)));
        var onNothing = await log.CommitAsync(Relying(Sample.Stream(), absent, ExpectedVersion.NoStream));

        stored.ShouldBeOfType<CommitResult.Stored>().Appends.Length.ShouldBe(1);
        onNothing.ShouldBeOfType<CommitResult.Stored>();
        (await log.FindStreamAsync(read)).ShouldBe(before);
        (await log.FindStreamAsync(absent)).ShouldBeNull();
    }

    [Fact]
    public async Task An_archived_stream_is_nothing_to_rely_on()
    {
        await using var log = database.Open();
        var read = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(read, ExpectedVersion.NoStream)));
        await log.ArchiveStreamAsync(read);

        var result = await log.CommitAsync(Relying(Sample.Stream(), read, ExpectedVersion.Exactly(1)));

        result.ShouldBe(new CommitResult.StreamArchived(read));
    }

    [Fact]
    public async Task Of_two_commits_that_each_read_what_the_other_writes_one_is_stored()
    {
        await using var one = database.Open();
        await using var other = database.Open();
        for (var round = 0; round < 50; round++)
        {
            var (left, right) = (Sample.Stream(), Sample.Stream());

            var results = await Task.WhenAll(
                one.CommitAsync(Relying(left, right, ExpectedVersion.NoStream)),
                (round % 2 == 0 ? one : other).CommitAsync(Relying(right, left, ExpectedVersion.NoStream)));

            results.Count(result => result is CommitResult.Stored).ShouldBe(1);
            results.Count(result => result is CommitResult.VersionConflict).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Verdicts_of_a_group_are_told_apart_when_some_of_its_commits_rely_on_streams()
    {
        await using var log = database.Open();
        var read = Sample.Stream();
        await log.CommitAsync(Sample.Commit(Sample.Append(read, ExpectedVersion.NoStream)));

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => log.CommitAsync((number % 3) switch
        {
            0 => Relying(Sample.Stream(), read, ExpectedVersion.Exactly(1)),
            1 => Relying(Sample.Stream(), read, ExpectedVersion.Exactly(7)),
            _ => Sample.Commit(Sample.Append(Sample.Stream(), ExpectedVersion.NoStream, events: 2)),
        })));

        for (var number = 0; number < results.Length; number++)
        {
            var expectedVersion = number % 3 == 0 ? 1 : 2;
            (results[number] is CommitResult.Stored { Appends: [{ LastVersion: var version }] } ? version : -1)
                .ShouldBe(number % 3 == 1 ? -1 : expectedVersion);
        }
    }

    private static Commit Relying(StreamId written, StreamId read, ExpectedVersion expected) =>
        new(Guid.NewGuid(), [Sample.Append(written, ExpectedVersion.NoStream)])
        {
            Expectations = [new StreamExpectation(read, expected)],
        };
}
