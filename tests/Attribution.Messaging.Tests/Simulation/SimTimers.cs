using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>The timers of one process, kept by the world.</summary>
internal sealed class SimTimers(World world, SimProcess process) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => world.Now.ToDateTimeOffset();

    public override long GetTimestamp() => world.Now.ToUnixTimeTicks();

    public override long TimestampFrequency => NodaConstants.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(world, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(World world, SimProcess process, TimerCallback callback, object? state) : ITimer
    {
        private int version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var armed = ++version;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                world.After(Duration.FromTimeSpan(dueTime), process, () =>
                {
                    if (armed == version)
                    {
                        process.Enter(() => callback(state));
                    }

                    return Task.CompletedTask;
                });
            }

            return true;
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
