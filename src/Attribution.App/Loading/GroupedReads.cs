using Npgsql;

namespace Attribution.App.Loading;

/// <summary>
/// Answers with one statement what many ask at the same time: while one group is being answered the next one gathers,
/// so that a group is as large as the load, and whoever is alone never waits.
/// </summary>
/// <param name="groupMax">Questions in one group.</param>
/// <param name="belongTogether">Whether one statement can answer two questions.</param>
/// <param name="answer">Answers a group, in order.</param>
internal sealed class GroupedReads<TQuestion, TAnswer>(
    int groupMax,
    Func<TQuestion, TQuestion, bool> belongTogether,
    Func<IReadOnlyList<TQuestion>, Task<IReadOnlyList<TAnswer>>> answer)
{
    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private bool _isAnswering;

    /// <param name="question">What is asked.</param>
    /// <param name="cancellation">Ends the waiting of this caller alone.</param>
    internal Task<TAnswer> AskAsync(TQuestion question, CancellationToken cancellation)
    {
        var asked = new Waiting(question);
        lock (_gate)
        {
            _waiting.Add(asked);
            if (!_isAnswering)
            {
                _isAnswering = true;
                _ = AnswerAllAsync();
            }
        }

        return asked.Answer.Task.WaitAsync(cancellation);
    }

    private async Task AnswerAllAsync()
    {
        // The caller holds the gate.
        await Task.Yield();
        while (TakeGroup() is { Length: > 0 } group)
        {
            await AnswerAsync(group);
        }
    }

    private async Task AnswerAsync(Waiting[] group)
    {
        try
        {
            var answers = await answer(Array.ConvertAll(group, asked => asked.Question));
            for (var at = 0; at < group.Length; at++)
            {
                group[at].Answer.SetResult(answers[at]);
            }
        }
        catch (Exception failure) when (group.Length > 1 && failure is not NpgsqlException { IsTransient: true })
        {
            // One of them is refused for what it says: the others shall not suffer for it.
            foreach (var asked in group.Where(asked => !asked.Answer.Task.IsCompleted))
            {
                await AnswerAsync([asked]);
            }
        }
        catch (Exception failure)
        {
            foreach (var asked in group)
            {
                asked.Answer.TrySetException(failure);
            }
        }
    }

    private Waiting[] TakeGroup()
    {
        lock (_gate)
        {
            if (_waiting is not [var first, ..])
            {
                _isAnswering = false;
                return [];
            }

            var group = _waiting.Where(asked => belongTogether(first.Question, asked.Question))
                .Take(groupMax)
                .ToArray();
            _waiting.RemoveAll(group.Contains);
            return group;
        }
    }

    private sealed class Waiting(TQuestion question)
    {
        internal TQuestion Question { get; } = question;

        internal TaskCompletionSource<TAnswer> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
