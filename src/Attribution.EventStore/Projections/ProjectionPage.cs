using Attribution.EventStore.Rows;
using Npgsql;

namespace Attribution.EventStore.Projections;

/// <summary>Some events on their way through a projection: read all, load what they change, fold.</summary>
internal abstract class ProjectionPage
{
    /// <summary>The events that the projection's own functions threw on; complete after <see cref="Fold"/>.</summary>
    internal FailedEvents Failures { get; } = new();

    /// <summary>Reads the next event.</summary>
    /// <exception cref="UnreadableEvent">This program cannot read it; the page ends before it.</exception>
    internal abstract void Add(RecordedEvent stored);

    /// <summary>Loads the documents that the events change, from the tables of one schema.</summary>
    internal virtual Task LoadAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>The rows after the events.</summary>
    /// <param name="late">Whether the events come out of their order: each was left out at its own time.</param>
    internal abstract IReadOnlyList<RowSet> Fold(bool late = false);
}
