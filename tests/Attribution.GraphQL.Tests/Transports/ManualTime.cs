using System.Threading.Channels;

namespace Attribution.GraphQL.Tests.Transports;

/// <summary>A time that stands still until the test lets the oldest timer ring.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Channel<ManualTimer> _timers = Channel.CreateUnbounded<ManualTimer>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), dueTime);
        _timers.Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>Waits for a timer to be set, and lets it ring; answers how long it would have taken.</summary>
    public async Task<TimeSpan> RingAsync()
    {
        var timer = await _timers.Reader.ReadAsync();
        timer.Ring();
        return timer.Due;
    }

    private sealed class ManualTimer(Action ring, TimeSpan due) : ITimer
    {
        public TimeSpan Due { get; } = due;

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
