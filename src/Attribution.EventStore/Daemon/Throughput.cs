namespace Attribution.EventStore.Daemon;

/// <summary>Events per second over the last few seconds.</summary>
internal sealed class Throughput(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, int Events)> _recent = new();

    internal double EventsPerSecond
    {
        get
        {
            lock (_gate)
            {
                Forget();
                return _recent.Sum(page => page.Events) / Window.TotalSeconds;
            }
        }
    }

    internal void Add(int events)
    {
        lock (_gate)
        {
            _recent.Enqueue((time.GetTimestamp(), events));
            Forget();
        }
    }

    private void Forget()
    {
        while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Window)
        {
            _recent.Dequeue();
        }
    }
}
