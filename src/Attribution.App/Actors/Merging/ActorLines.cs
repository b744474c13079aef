using System.Collections.Immutable;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.EventStore;

namespace Attribution.App.Actors.Merging;

/// <summary>
/// Looks up another actor and whatever stands for it, from the streams themselves. A commit that relies on them is
/// stored only while none has changed, so two merges that are right each for itself never form a circle.
/// </summary>
internal sealed class ActorLines(EventLog log)
{
    /// <summary>The actor as far as the caller may see it, with the streams that say so.</summary>
    internal async Task<(ActorLine Line, ImmutableArray<StreamExpectation> ReliesOn)> FindAsync(
        Guid id, Principal caller, CancellationToken cancellation)
    {
        var (first, reliesOn) = await ReadAsync(id, caller, cancellation);
        if (first is null || !ActorAggregate.Definition.IsVisible(caller, first))
        {
            return (new ActorLine(id, "", Exists: false, []), []);
        }

        var (streams, above) = (ImmutableArray.Create(reliesOn), ImmutableArray<Guid>.Empty);
        for (var next = first.MergedInto; next is { } into && !above.Contains(into);)
        {
            // Whether the caller may see what stands in between does not matter to a circle.
            var (page, read) = await ReadAsync(into, caller, cancellation);
            (streams, above, next) = (streams.Add(read), above.Add(into), page?.MergedInto);
        }

        return (new ActorLine(id, first.Actor, Exists: true, above), streams);
    }

    private async Task<(ActorDetails.ActorView? Page, StreamExpectation Read)> ReadAsync(
        Guid id, Principal caller, CancellationToken cancellation)
    {
        var stream = new StreamId(caller.Tenant.Value, id);
        var fetched = await log.FetchForWritingAsync(ActorAggregate.Definition.Streams, stream, cancellation);
        return (fetched.State.View, new StreamExpectation(stream, ExpectedVersion.Exactly(fetched.Version)));
    }
}
