using System.Collections;

namespace Attribution.GraphQL.Execution;

/// <summary>A list whose source is still open: its first items, and where the rest comes from.</summary>
internal sealed class StreamedList<T>(IReadOnlyList<T> first, RestOfSource<T> rest) : IReadOnlyList<T>
{
    public int Count => first.Count;

    public RestOfSource<T> Rest => rest;

    public T this[int index] => first[index];

    public IEnumerator<T> GetEnumerator() => first.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads a source: all of it, or the first items and the rest later.</summary>
    /// <param name="source">Where the items come from.</param>
    /// <param name="initialCount">How many to read now; null for all.</param>
    /// <param name="call">The call, which closes the source when the response is complete.</param>
    public static async ValueTask<IReadOnlyList<T>> ReadAsync(
        IAsyncEnumerable<T> source, int? initialCount, FieldCall call)
    {
        if (initialCount is not { } count)
        {
            return await source.ToListAsync(call.Cancellation);
        }

        var rest = new RestOfSource<T>(source.GetAsyncEnumerator(call.Cancellation));
        call.KeepUntilDelivered(rest);
        var first = await rest.TakeFirstAsync(count);
        return rest.HasMore ? new StreamedList<T>(first, rest) : first;
    }
}
