using Attribution.EventStore.Projections;
using Npgsql;

namespace Attribution.EventStore.Rebuild;

/// <summary>One rebuild on its way: what its parts have in common.</summary>
internal sealed record RebuildWork(
    Projection Projection, NpgsqlDataSource Sessions, RebuildOptions Options, RebuildCounter Counter, TimeProvider Time)
{
    /// <summary>The types of events that this program can tell apart.</summary>
    internal IReadOnlySet<string> Known { get; } =
        Projection.Known.Concat(Options.OtherEventTypes).ToHashSet(StringComparer.Ordinal);

    /// <summary>The events that the projection could not apply, by position: one that is tried twice fails
    /// once.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<long, FailedEvent> Failures { get; } = new();

    internal void Fail(IEnumerable<FailedEvent> failures)
    {
        foreach (var failed in failures)
        {
            Failures[failed.Event.Position] = failed;
        }
    }
}
