namespace Attribution.Messaging;

/// <summary>
/// Writes what concurrent callers bring in groups: while one group is being written the next one gathers, so that the
/// group is as large as the load and a lone caller never waits.
/// </summary>
/// <param name="maxGroup">Items in one write.</param>
/// <param name="write">Writes a group and answers one result per item, in order.</param>
internal sealed class GroupedWrites<TItem, TResult>(
    int maxGroup, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write)
{
    private readonly Lock gate = new();
    private readonly Queue<Waiting> waiting = new();
    private bool isWriting;

    public Task<TResult> WriteAsync(TItem item)
    {
        var entry = new Waiting(item, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Enqueue(entry);
            if (isWriting)
            {
                return entry.Result.Task;
            }

            isWriting = true;
        }

        _ = WriteAllAsync();
        return entry.Result.Task;
    }

    private async Task WriteAllAsync()
    {
        while (TakeGroup() is { Length: > 0 } group)
        {
            var written = write(Array.ConvertAll(group, entry => entry.Item));
            await Task.WhenAny(written);
            for (var at = 0; at < group.Length; at++)
            {
                if (written.IsCompletedSuccessfully)
                {
                    group[at].Result.SetResult((await written)[at]);
                }
                else
                {
                    group[at].Result.SetException(
                        written.Exception?.InnerException ?? new OperationCanceledException());
                }
            }
        }
    }

    private Waiting[] TakeGroup()
    {
        lock (gate)
        {
            var group = new Waiting[Math.Min(maxGroup, waiting.Count)];
            for (var at = 0; at < group.Length; at++)
            {
                group[at] = waiting.Dequeue();
            }

            isWriting = group.Length > 0;
            return group;
        }
    }

    private sealed record Waiting(TItem Item, TaskCompletionSource<TResult> Result);
}
