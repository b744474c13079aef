namespace Attribution.Messaging.Tests.Sql;

/// <summary>
/// Several writers at once, which end together: the first that fails ends the others and is the one reported.
/// </summary>
internal static class Workers
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int count, Func<int, CancellationToken, Task> work)
    {
        using var end = new CancellationTokenSource(Longest);
        var running = Enumerable.Range(0, count).Select(worker => Task.Run(() => work(worker, end.Token))).ToList();
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            if (!ended.IsCompletedSuccessfully)
            {
                await end.CancelAsync();
            }

            await ended;
        }
    }
}
