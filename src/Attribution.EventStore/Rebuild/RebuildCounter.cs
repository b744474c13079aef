namespace Attribution.EventStore.Rebuild;

/// <summary>Counts the events of a rebuild and tells how far it is, twice a second at most.</summary>
internal sealed class RebuildCounter(string projection, IProgress<RebuildProgress>? progress, TimeProvider time)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly long _startedAt = time.GetTimestamp();
    private long _reportedAt = time.GetTimestamp();
    private long _done;
    private long _total;

    internal TimeSpan Elapsed => time.GetElapsedTime(_startedAt);

    internal long Done => Interlocked.Read(ref _done);

    internal void Expect(long events) => Interlocked.Exchange(ref _total, events);

    /// <summary>Begins again: what was done counts for nothing.</summary>
    internal void Restart() => Interlocked.Exchange(ref _done, 0);

    internal void Add(int events)
    {
        Interlocked.Add(ref _done, events);
        lock (_gate)
        {
            if (time.GetElapsedTime(_reportedAt) < ReportInterval)
            {
                return;
            }

            _reportedAt = time.GetTimestamp();
        }

        Report();
    }

    internal void Report()
    {
        var (done, seconds) = (Done, Elapsed.TotalSeconds);
        progress?.Report(new RebuildProgress(
            projection, done, Math.Max(done, Interlocked.Read(ref _total)), seconds > 0 ? done / seconds : 0));
    }
}
