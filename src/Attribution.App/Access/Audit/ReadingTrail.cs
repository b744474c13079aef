using System.Threading.Channels;
using Attribution.Domain.Access;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Access.Audit;

/// <summary>One record that a caller was shown: a campaign, unless its type says something else.</summary>
internal sealed record Reading(Guid Id, Principal Caller, Guid Record, TenantId Tenant, Instant At)
{
    internal const string OfCampaign = "campaign";

    internal string RecordType { get; init; } = OfCampaign;
}

/// <summary>
/// Records which campaigns callers read at home. What is, or may be, TLP:RED is recorded before it is shown, always,
/// and so is what today's rights did not decide. Of the rest a share of the answers is recorded, soon after: many of
/// them in one commit, so that reading does not wait. A process that is killed loses what it read in its last moments;
/// when the database cannot keep up, reading waits.
/// </summary>
internal sealed class ReadingTrail : IAsyncDisposable
{
    private const int WaitingMax = 20_000;
    private const int BatchMax = 2_000;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly Func<IReadOnlyList<Reading>, Task> _storeAsync;
    private readonly IClock _clock;
    private readonly double _share;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<Reading> _waiting = Channel.CreateBounded<Reading>(WaitingMax);
    private readonly Task _storing;

    /// <param name="storeAsync">Stores entries; the same ones again changes nothing.</param>
    /// <param name="clock">Dates them.</param>
    /// <param name="share">How many of the answers are recorded, 0 to 1.</param>
    /// <param name="time">By which it gathers.</param>
    internal ReadingTrail(
        Func<IReadOnlyList<Reading>, Task> storeAsync, IClock clock, double share, TimeProvider time)
    {
        (_storeAsync, _clock, _share, _time) = (storeAsync, clock, share, time);
        _storing = Task.Run(StoreAllAsync);
    }

    /// <summary>Records what a caller is shown; an answer is recorded whole or not at all, but for what may be
    /// RED.</summary>
    internal async ValueTask NoteAsync(Principal caller, IEnumerable<IAuditedRecord> read)
    {
        var isSampled = Random.Shared.NextDouble() < _share;
        var certain = new List<Reading>();
        var now = default(Instant);
        foreach (var record in read
            .Where(record => record.Campaign is not null || record.IsRecordedAlways)
            .DistinctBy(record => record.Campaign ?? record.Id))
        {
            // Somebody without clearance for RED is shown nothing that is.
            var isCertain = record.IsRecordedAlways
                || (caller.Clearance == Tlp.Red && (record.Label ?? Tlp.Red) == Tlp.Red);
            if (!isCertain && !isSampled)
            {
                continue;
            }

            now = now == default ? _clock.GetCurrentInstant() : now;
            var reading = new Reading(
                Guid.CreateVersion7(), caller, record.Campaign ?? record.Id, record.Tenant, now)
            {
                RecordType = record.Campaign is null ? record.RecordType : Reading.OfCampaign,
            };
            if (isCertain)
            {
                certain.Add(reading);
            }
            else if (!_waiting.Writer.TryWrite(reading))
            {
                await _waiting.Writer.WriteAsync(reading);
            }
        }

        if (certain.Count > 0)
        {
            await _storeAsync(certain);
        }
    }

    /// <summary>Stores what waits, and ends; when the database is away, what waits is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _storing;
        _stopping.Dispose();
    }

    private async Task StoreAllAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync())
            {
                // More come meanwhile, and are stored at once.
                await WaitAsync();
                await StoreBatchAsync();
            }
        }
        finally
        {
            // After a mistake of this program nothing is stored any more: then nothing may wait to be.
            _waiting.Writer.TryComplete();
        }
    }

    private async Task StoreBatchAsync()
    {
        var batch = new List<Reading>();
        while (batch.Count < BatchMax && _waiting.Reader.TryRead(out var reading))
        {
            batch.Add(reading);
        }

        while (!await TryStoreAsync(batch) && !_stopping.IsCancellationRequested)
        {
            await WaitAsync();
        }
    }

    private async Task WaitAsync() =>
        await Task.Delay(Gathering, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<bool> TryStoreAsync(List<Reading> batch)
    {
        try
        {
            await _storeAsync(batch);
            return true;
        }
        catch (StoreUnavailable)
        {
            return false;
        }
    }
}
