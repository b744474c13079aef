namespace Attribution.EventStore.Bulk;

/// <summary>What a bulk load has stored, durably, so far.</summary>
/// <param name="Streams">How many streams: exactly the first ones of the input.</param>
/// <param name="Events">How many events they have together.</param>
/// <param name="LastPosition">The position of the last of them in the log; 0 while there is none.</param>
public sealed record BulkProgress(long Streams, long Events, long LastPosition);
