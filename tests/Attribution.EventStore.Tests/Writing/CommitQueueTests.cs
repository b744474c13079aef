using Attribution.EventStore.Writing;

namespace Attribution.EventStore.Tests.Writing;

/// <summary>Which commits share a group. No database: the queue only knows what commits touch.</summary>
public sealed class CommitQueueTests
{
    private static readonly EventLogOptions Small = new() { GroupCommitsMax = 16, GroupBytesMax = 1000 };

    private readonly CommitQueue _queue = new(Small, TimeProvider.System);

    [Fact]
    public async Task A_busy_stream_takes_one_place_in_a_group_and_leaves_the_others_to_the_rest()
    {
        var busy = Sample.Stream();
        var others = Enumerable.Range(0, 50).Select(_ => Sample.Stream());
        foreach (var stream in Enumerable.Repeat(busy, 100).Concat(others))
        {
            await EnqueueAsync(stream);
        }

        var group = (await _queue.NextGroupAsync())!;

        group.Count.ShouldBe(16);
        group.Count(commit => commit.Commit.Appends[0].Stream == busy).ShouldBe(1);
    }

    [Fact]
    public async Task Commits_to_one_stream_come_out_one_by_one_in_the_order_they_came_in()
    {
        var stream = Sample.Stream();
        var sent = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            sent.Add(await EnqueueAsync(stream));
        }

        _queue.Close();
        var received = new List<Guid>();
        while (await _queue.NextGroupAsync() is { } group)
        {
            received.Add(group.ShouldHaveSingleItem().Commit.Id);
        }

        received.ShouldBe(sent);
    }

    [Fact]
    public async Task Commits_that_rely_on_one_stream_share_a_group_and_wait_for_one_that_changes_it()
    {
        var read = Sample.Stream();
        var relying = new List<Guid> { await EnqueueRelyingAsync(read), await EnqueueRelyingAsync(read) };
        var changing = await EnqueueAsync(read);
        var late = await EnqueueRelyingAsync(read);

        var groups = new List<Guid[]>();
        _queue.Close();
        while (await _queue.NextGroupAsync() is { } group)
        {
            groups.Add([.. group.Select(pending => pending.Commit.Id)]);
        }

        groups.ShouldBe([[.. relying], [changing], [late]]);
    }

    [Fact]
    public async Task A_small_commit_does_not_overtake_a_large_one_of_the_same_stream()
    {
        var (first, second) = (Sample.Stream(), Sample.Stream());
        var large = $$"""{"text":"{{new string('x', 800)}}"}""";
        await EnqueueAsync(first, large);
        await EnqueueAsync(second, large);
        await EnqueueAsync(second);

        var group = (await _queue.NextGroupAsync())!;

        group.ShouldHaveSingleItem().Commit.Appends[0].Stream.ShouldBe(first);
    }

    [Fact]
    public async Task Documents_count_for_the_size_of_a_group_as_events_do()
    {
        for (var number = 0; number < 3; number++)
        {
            var document = Sample.View(Sample.Stream(), $$"""{"text":"{{new string('x', 600)}}"}""");
            await _queue.EnqueueAsync(
                new PendingCommit(new Commit(Guid.NewGuid(), [], document), 0), CancellationToken.None);
        }

        (await _queue.NextGroupAsync())!.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_left_takes_no_place()
    {
        using var leaving = new CancellationTokenSource();
        var left = new PendingCommit(Sample.Commit(Sample.Append(Sample.Stream(), ExpectedVersion.Any)), 0);
        await _queue.EnqueueAsync(left, CancellationToken.None);
        left.Abandon(leaving.Token);
        var stays = await EnqueueAsync(Sample.Stream());

        (await _queue.NextGroupAsync())!.ShouldHaveSingleItem().Commit.Id.ShouldBe(stays);
        left.Verdict.IsCanceled.ShouldBeTrue();
    }

    private async Task<Guid> EnqueueAsync(StreamId stream, string json = "{}")
    {
        var commit = Sample.Commit(
            new StreamAppend(stream, "note", ExpectedVersion.Any, [Sample.Event(json: json)], Sample.ByAnna));
        await _queue.EnqueueAsync(new PendingCommit(commit, 0), CancellationToken.None);
        return commit.Id;
    }

    private async Task<Guid> EnqueueRelyingAsync(StreamId read)
    {
        var append = new StreamAppend(Sample.Stream(), "note", ExpectedVersion.Any, [Sample.Event()], Sample.ByAnna);
        var commit = new Commit(Guid.NewGuid(), [append])
        {
            Expectations = [new StreamExpectation(read, ExpectedVersion.Exactly(1))],
        };
        await _queue.EnqueueAsync(new PendingCommit(commit, 0), CancellationToken.None);
        return commit.Id;
    }
}
