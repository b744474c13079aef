using Npgsql;

namespace Attribution.EventStore.Writing;

/// <summary>What the database recorded of a stored group; lists of the appends are in the order they were
/// sent.</summary>
internal sealed record GroupOutcome(
    int[] RefusedCommits, int[] RefusedTables, long[] PreviousVersions, bool[] ArchivedStreams, long[] FirstPositions)
{
    /// <summary>Reads the five columns that <c>append_group.sql</c> and <c>settle_group.sql</c> share.</summary>
    internal static GroupOutcome Read(NpgsqlDataReader row, int first) => new(
        row.GetFieldValue<int[]>(first),
        row.GetFieldValue<int[]>(first + 1),
        row.GetFieldValue<long[]>(first + 2),
        row.GetFieldValue<bool[]>(first + 3),
        row.GetFieldValue<long[]>(first + 4));
}
