using Attribution.EventStore.Bulk;
using Attribution.EventStore.Reading;
using Attribution.EventStore.Writing;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore;

/// <summary>
/// The log of events in the schema <c>attribution</c> of a PostgreSQL database, in Marten's tables. One instance per
/// process and database; safe for use by many callers at once.
/// </summary>
public sealed class EventLog : IAsyncDisposable
{
    private const int PageSize = 1000;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _writerSource;
    private readonly EventLogOptions _options;
    private readonly TimeProvider _time;
    private readonly IClock _clock;
    private readonly Doubts _doubts;
    private readonly LogReader _reader;
    private readonly CommitWriter _writer;
    private readonly StreamCache _cache;

    private EventLog(string connectionString, EventLogOptions options, TimeProvider time, IClock clock)
    {
        ConnectionString = connectionString;
        _source = EventLogDataSource.Create(connectionString);
        _writerSource = EventLogDataSource.CreateForWriter(connectionString);
        (_options, _time, _clock, _doubts) = (options, time, clock, new Doubts(clock));
        _reader = new LogReader(_source);
        _cache = new StreamCache(options.CachedStreamsMax);
        _writer = new CommitWriter(_writerSource, options, time, clock, _doubts);
    }

    /// <summary>Raised, on a thread of the pool, after commits have been stored by this instance: a hint to look. Like
    /// any other work of the pool, a handler that throws ends the process.</summary>
    public event Action? Stored
    {
        add => _writer.Stored += value;
        remove => _writer.Stored -= value;
    }

    /// <summary>Opens the log of a migrated database (<see cref="Schema.Migrator"/>).</summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="options">Limits; the defaults fit a small server.</param>
    /// <param name="time">Measures waiting; the system's unless a test gives another.</param>
    /// <param name="clock">Dates the writer's own records; events are dated by their commits.</param>
    public static EventLog Open(
        string connectionString, EventLogOptions? options = null, TimeProvider? time = null, IClock? clock = null) =>
        new(
            connectionString,
            options ?? new EventLogOptions(),
            time ?? TimeProvider.System,
            clock ?? SystemClock.Instance);

    /// <summary>Where the log is, for the projections' own connections.</summary>
    internal string ConnectionString { get; }

    /// <summary>Pooled connections to the log's database.</summary>
    internal NpgsqlDataSource Source => _source;

    /// <summary>Stores a commit whole, or not at all.</summary>
    /// <param name="commit">What to store.</param>
    /// <param name="cancellation">Ends the waiting for a turn. Once the writer has taken the commit it is too late: the
    /// verdict is then always the true one.</param>
    /// <exception cref="StoreUnavailable">The database was away for too long; says whether the commit may be
    /// stored.</exception>
    /// <exception cref="CommitRefused">The database refuses the content; it would do so again.</exception>
    /// <exception cref="ObjectDisposedException">The log is closing; nothing was stored.</exception>
    public Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellation = default) =>
        _writer.CommitAsync(commit, cancellation);

    /// <summary>Loads whole new streams, much faster than commits can: in chunks
    /// (<see cref="EventLogOptions.BulkEventsMax"/>), each stored whole or not at all and in its place in the order of
    /// the log. Live commits go on, and wait while a chunk is stored.</summary>
    /// <param name="streams">The streams, in the order they are to have in the log.</param>
    /// <param name="progress">Told after each chunk what has been stored, durably, so far.</param>
    /// <param name="cancellation">Ends the load; the chunk that is being stored is given up.</param>
    /// <returns>What was stored.</returns>
    /// <exception cref="BulkLoadStopped">A stream exists already, or the database refuses a content or is away: says
    /// what was stored and where to go on.</exception>
    public Task<BulkProgress> BulkLoadAsync(
        IAsyncEnumerable<NewStream> streams,
        IProgress<BulkProgress>? progress = null,
        CancellationToken cancellation = default) =>
        new BulkLoader(_source, _options, _time, _clock).LoadAsync(streams, progress, cancellation);

    /// <summary>Whether a commit was stored, for a caller that was told it may be. Remembered for
    /// <see cref="EventLogOptions.OutcomesKeptFor"/>.</summary>
    /// <remarks>
    /// The answer is final for every commit of this instance. For one of a process that has died, a copy may still be
    /// on its way through the network: what must not happen twice then carries a row with a key of its own
    /// (<see cref="Rows.RowChange.Insert"/>), such as an inbox mark.
    /// </remarks>
    public async Task<bool> FindOutcomeAsync(Guid commitId, CancellationToken cancellation = default)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await _doubts.SettleAsync(connection, WriterSession.Seconds(_options.UnavailableAfter), cancellation);
        return await GroupLedger.HoldsAsync(connection, commitId, cancellation);
    }

    /// <summary>Reads one stream, in order. A stream that does not exist has no events.</summary>
    public Task<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        StreamId stream, StreamRange? range = null, CancellationToken cancellation = default) =>
        _reader.ReadStreamAsync(stream, range ?? StreamRange.Whole, cancellation);

    /// <summary>Reads the log in commit order. What is stored while reading may or may not be seen, but never out of
    /// order and never with a hole.</summary>
    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(LogRange range, CancellationToken cancellation = default) =>
        _reader.ReadAllAsync(range, PageSize, cancellation);

    /// <summary>Reads the log in commit order, some events at a time, and goes on as more are stored, by whatever
    /// process. It outlasts a database that goes away and comes back, and ends when it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public IAsyncEnumerable<IReadOnlyList<RecordedEvent>> FollowAsync(
        LogRange range, CancellationToken cancellation = default) =>
        new LogFollower(this, _reader, _time).FollowAsync(range, PageSize, cancellation);

    /// <summary>A stream folded as it is now, to decide on it and append to it.</summary>
    /// <exception cref="UnreadableEvent">One of its events cannot be read.</exception>
    public async Task<FetchedStream<TState>> FetchForWritingAsync<TState, TEvent>(
        StreamType<TState, TEvent> type, StreamId stream, CancellationToken cancellation = default)
        where TState : class
        where TEvent : class
    {
        var folded = _cache.Find<TState>(stream, type) ?? type.Unstarted(stream);
        var newer = new StreamRange(folded.Version + 1);
        folded = await _reader.FoldStreamAsync(
            stream, newer, folded, type.Evolve, bare: !type.ReadsMetadata, cancellation);
        _cache.Keep(folded, type);
        return folded;
    }

    /// <summary>Keeps what a commit has made of a stream, so that the next fetch need not read and fold it again.
    /// </summary>
    /// <param name="type">What it is folded into.</param>
    /// <param name="stored">What <see cref="StreamType{TState, TEvent}.Append"/> answered, once the commit has been
    /// stored; never before.</param>
    public void Remember<TState, TEvent>(StreamType<TState, TEvent> type, FetchedStream<TState> stored)
        where TState : class
        where TEvent : class => _cache.Keep(stored, type);

    /// <summary>A stream as it was when it was last fetched or remembered here; null when it is not known any longer.
    /// There may be newer events: it is not to be decided on.</summary>
    public FetchedStream<TState>? Recall<TState, TEvent>(StreamType<TState, TEvent> type, StreamId stream)
        where TState : class
        where TEvent : class => _cache.Find<TState>(stream, type);

    /// <summary>A stream folded as it was at a version or an instant.</summary>
    /// <exception cref="UnreadableEvent">One of its events cannot be read.</exception>
    public Task<FetchedStream<TState>> FetchAsOfAsync<TState, TEvent>(
        StreamType<TState, TEvent> type, StreamId stream, StreamRange range, CancellationToken cancellation = default)
        where TState : class
        where TEvent : class =>
        _reader.FoldStreamAsync(
            stream,
            range with { FromVersion = 1 },
            type.Unstarted(stream),
            type.Evolve,
            bare: !type.ReadsMetadata,
            cancellation);

    /// <summary>What is known of a stream; null when it does not exist.</summary>
    public Task<StreamInfo?> FindStreamAsync(StreamId stream, CancellationToken cancellation = default) =>
        _reader.FindStreamAsync(stream, cancellation);

    /// <summary>The position of the newest event; 0 for an empty log.</summary>
    public Task<long> FindHighWaterMarkAsync(CancellationToken cancellation = default) =>
        _reader.FindHighWaterMarkAsync(cancellation);

    /// <summary>Marks a stream as archived: it can be read and takes no more events. Archiving twice changes
    /// nothing.</summary>
    public async Task ArchiveStreamAsync(StreamId stream, CancellationToken cancellation = default)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("writer_lock")));
        var archive = new NpgsqlBatchCommand(SqlText.Get("archive_stream"));
        archive.Parameters.Add(Parameters.Of(stream.TenantId, NpgsqlDbType.Text));
        archive.Parameters.Add(Parameters.Of(stream.Value, NpgsqlDbType.Uuid));
        batch.BatchCommands.Add(archive);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Takes no more commits, stores those that wait, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _writerSource.DisposeAsync();
        await _source.DisposeAsync();
    }
}
