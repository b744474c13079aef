namespace Attribution.EventStore.Tests;

public sealed class OutcomeTests(EventStoreDatabase database) : IClassFixture<EventStoreDatabase>
{
    [Fact]
    public async Task The_outcome_of_a_commit_is_known_by_its_id()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        var stored = Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream));
        var refused = Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream));
        await log.CommitAsync(stored);
        await log.CommitAsync(refused);

        (await log.FindOutcomeAsync(stored.Id)).ShouldBeTrue();
        (await log.FindOutcomeAsync(refused.Id)).ShouldBeFalse();
        (await log.FindOutcomeAsync(Guid.NewGuid())).ShouldBeFalse();
    }

    [Fact]
    public async Task A_commit_whose_caller_left_before_its_turn_is_not_stored()
    {
        await using var log = database.Open();
        var stream = Sample.Stream();
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream)), left.Token));

        (await log.ReadStreamAsync(stream)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Closing_stores_every_commit_that_waits_and_refuses_later_ones()
    {
        var log = database.Open();
        var streams = Enumerable.Range(0, 300).Select(_ => Sample.Stream()).ToArray();
        var waiting = streams.Select(
            stream => log.CommitAsync(Sample.Commit(Sample.Append(stream, ExpectedVersion.NoStream)))).ToArray();

        await log.DisposeAsync();

        (await Task.WhenAll(waiting)).ShouldAllBe(result => result is CommitResult.Stored);
        await Should.ThrowAsync<ObjectDisposedException>(
            log.CommitAsync(Sample.Commit(Sample.Append(Sample.Stream(), ExpectedVersion.NoStream))));
    }
}
