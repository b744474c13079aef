using NodaTime;

namespace Attribution.App.Tests;

/// <summary>Lets something else happen when it is looked at for the first or a later time.</summary>
internal sealed class InterruptedClock(int look, Func<Task> meanwhile) : IClock
{
    private int _looks;

    internal bool WasInterrupted => _looks >= look;

    public Instant GetCurrentInstant()
    {
        if (Interlocked.Increment(ref _looks) == look)
        {
            Task.Run(meanwhile).GetAwaiter().GetResult();
        }

        return TestClock.Instance.GetCurrentInstant();
    }
}
