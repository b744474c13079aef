using System.Collections.Concurrent;
using Attribution.App.Loading;
using Npgsql;

namespace Attribution.App.Tests.Loading;

/// <summary>Questions that come at the same time are answered together, and none suffers for another.</summary>
public sealed class GroupedReadsTests : IDisposable
{
    private readonly ConcurrentQueue<IReadOnlyList<int>> _groups = new();
    private readonly SemaphoreSlim _mayAnswer = new(initialCount: 0);
    private readonly GroupedReads<int, string> _reads;

    public GroupedReadsTests() =>
        _reads = new GroupedReads<int, string>(3, (one, other) => one / 100 == other / 100, AnswerAsync);

    public void Dispose() => _mayAnswer.Dispose();

    [Fact]
    public async Task While_one_is_answered_the_others_gather_for_the_next_group()
    {
        var first = Ask(1);
        await UntilAskedAsync(groups: 1);
        Task<string>[] others = [Ask(2), Ask(3), Ask(4), Ask(5)];
        _mayAnswer.Release(10);

        (await Task.WhenAll([first, .. others])).ShouldBe(["1", "2", "3", "4", "5"]);
        _groups.ShouldBe([[1], [2, 3, 4], [5]]);
    }

    [Fact]
    public async Task Only_questions_that_belong_together_are_one_group()
    {
        var first = Ask(1);
        await UntilAskedAsync(groups: 1);
        Task<string>[] others = [Ask(2), Ask(101), Ask(3), Ask(102)];
        _mayAnswer.Release(10);

        (await Task.WhenAll([first, .. others])).ShouldBe(["1", "2", "101", "3", "102"]);
        _groups.ShouldBe([[1], [2, 3], [101, 102]]);
    }

    [Fact]
    public async Task One_that_is_refused_fails_alone()
    {
        var first = Ask(1);
        await UntilAskedAsync(groups: 1);
        Task<string>[] others = [Ask(2), Ask(-1), Ask(3)];
        _mayAnswer.Release(10);

        await Should.ThrowAsync<FormatException>(others[1]);
        (await Task.WhenAll(first, others[0], others[2])).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task A_database_that_is_away_is_not_asked_again_for_each()
    {
        var first = Ask(1);
        await UntilAskedAsync(groups: 1);
        Task<string>[] others = [Ask(2), Ask(-99), Ask(3)];
        _mayAnswer.Release(10);

        foreach (var other in others)
        {
            await Should.ThrowAsync<NpgsqlException>(other);
        }

        _groups.Count.ShouldBe(2);
        (await first).ShouldBe("1");
    }

    [Fact]
    public async Task Whoever_gives_up_leaves_the_others_waiting()
    {
        using var impatience = new CancellationTokenSource();
        var first = _reads.AskAsync(1, impatience.Token);
        await UntilAskedAsync(groups: 1);
        var second = Ask(2);
        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(first);
        _mayAnswer.Release(10);
        (await second).ShouldBe("2");
    }

    private Task<string> Ask(int question) => _reads.AskAsync(question, CancellationToken.None);

    private async Task UntilAskedAsync(int groups)
    {
        while (_groups.Count < groups)
        {
            await Task.Yield();
        }
    }

    private async Task<IReadOnlyList<string>> AnswerAsync(IReadOnlyList<int> questions)
    {
        _groups.Enqueue(questions);
        await _mayAnswer.WaitAsync();
        return questions.Contains(-1) ? throw new FormatException()
            : questions.Contains(-99) ? throw new NpgsqlException("away", new IOException())
            : [.. questions.Select(question => $"{question}")];
    }
}
