namespace Attribution.EventStore;

/// <summary>
/// The database could not be reached, or could not write, for longer than the store waits
/// (<see cref="EventLogOptions.UnavailableAfter"/>). Try again later.
/// </summary>
public sealed class StoreUnavailable(string message, Guid commitId, bool mayBeStored, Exception? cause)
    : Exception(message, cause)
{
    /// <summary>The commit that was asked for.</summary>
    public Guid CommitId { get; } = commitId;

    /// <summary>
    /// False: nothing was stored. True: the connection was lost while the database worked on it; ask
    /// <see cref="EventLog.FindOutcomeAsync"/> once the database is back.
    /// </summary>
    public bool MayBeStored { get; } = mayBeStored;
}

/// <summary>The database refused what the commit contains (a bad JSON text, a value out of range, a broken constraint).
/// Nothing was stored, and the same commit will be refused again.</summary>
public sealed class CommitRefused(string message, Guid commitId, string sqlState, Exception cause)
    : Exception(message, cause)
{
    /// <summary>The commit that was asked for.</summary>
    public Guid CommitId { get; } = commitId;

    /// <summary>PostgreSQL's error code (its manual, Appendix A).</summary>
    public string SqlState { get; } = sqlState;
}
