namespace Attribution.EventStore.Writing;

/// <summary>A group could not be stored within the time its oldest commit may wait.</summary>
/// <param name="inDoubt">Whether it was sent and its answer lost.</param>
/// <param name="cause">The last error.</param>
internal sealed class DatabaseAway(bool inDoubt, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>What the caller of one of its commits is told.</summary>
    internal StoreUnavailable For(Guid commitId) =>
        new(WriterFaults.Explain(InnerException!, inDoubt), commitId, inDoubt, InnerException);
}
