namespace Attribution.EventStore.Writing;

/// <summary>
/// Waits a moment for the callers that have just been answered. Without it, busy callers fall into two halves, of which
/// one always waits while the other is stored: twice the transactions for the same commits.
/// </summary>
/// <remarks>
/// A caller alone never waits, because nobody else is expected. Where callers do not come back at once, a wait in vain
/// is followed by many groups without one, so that it costs next to nothing.
/// </remarks>
internal sealed class Gathering(TimeProvider time)
{
    /// <summary>One in eight may be late.</summary>
    private const int LateShare = 8;

    internal const int GroupsWithoutAfterVain = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private TaskCompletionSource? _enough;
    private int _wanted;
    private int _expected;
    private int _groupsWithout;

    /// <summary>How many commits the next group should have.</summary>
    internal void Expect(int commits) => _expected = commits - (commits / LateShare);

    /// <summary>A commit has joined the queue.</summary>
    internal void Arrived(int waiting)
    {
        if (Volatile.Read(ref _enough) is { } enough && waiting >= Volatile.Read(ref _wanted))
        {
            enough.TrySetResult();
        }
    }

    /// <summary>Waits until enough commits wait, or a moment has passed.</summary>
    /// <param name="waiting">Counts those that wait in the queue.</param>
    /// <param name="carried">How many were carried over and make part of the next group.</param>
    internal async Task WaitAsync(Func<int> waiting, int carried)
    {
        var wanted = _expected - carried;
        _expected = 0;
        if (waiting() >= wanted || _groupsWithout-- > 0)
        {
            return;
        }

        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _wanted, wanted);
        Volatile.Write(ref _enough, enough);
        if (waiting() < wanted && await Task.WhenAny(enough.Task, Task.Delay(Patience, time)) != enough.Task)
        {
            _groupsWithout = GroupsWithoutAfterVain;
        }

        Volatile.Write(ref _enough, null);
    }
}
