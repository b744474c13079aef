using System.Diagnostics;

namespace Attribution.App.Tests;

/// <summary>Counts the statements that a piece of work sends to the database.</summary>
internal static class Statements
{
    internal static async Task<int> CountAsync(Func<Task> work)
    {
        using var here = new Activity("counted").Start();
        var (mine, count) = (here.TraceId, 0);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => Interlocked.Add(ref count, activity.TraceId == mine ? 1 : 0),
        };
        ActivitySource.AddActivityListener(listener);
        await work();
        return count;
    }
}
