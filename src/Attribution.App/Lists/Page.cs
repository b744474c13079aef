using System.Collections.Immutable;

namespace Attribution.App.Lists;

/// <summary>A record in a list, and its place there.</summary>
internal sealed record Edge<T>(T Node, Cursor Cursor);

/// <summary>A part of a list.</summary>
/// <param name="Edges">Its records, in the order of the list whichever way it was walked.</param>
/// <param name="Info">Where it begins and ends.</param>
/// <param name="Total">Counts the whole list; only asked when somebody wants to know.</param>
internal sealed record Page<T>(
    ImmutableArray<Edge<T>> Edges, PageInfo Info, Func<CancellationToken, Task<int>> Total);

/// <summary>Where a page begins and ends. Whether there is more is only looked up when somebody asks.</summary>
internal sealed record PageInfo(
    string? StartCursor,
    string? EndCursor,
    Func<CancellationToken, ValueTask<bool>> HasPrevious,
    Func<CancellationToken, ValueTask<bool>> HasNext);
