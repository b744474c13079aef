using System.Collections.Immutable;
using Attribution.EventStore.Rows;

namespace Attribution.EventStore.Projections;

/// <summary>
/// Turns events into rows of read models, by pure functions alone: the same events give the same rows, whether they are
/// applied with their own commit, by the daemon in pages of any size, or by a rebuild.
/// </summary>
/// <remarks>The kinds are <see cref="ViewProjection{TView, TEvent}"/>, <see cref="MultiStreamProjection{TView}"/> and
/// <see cref="RowProjection"/>.</remarks>
public abstract class Projection
{
    private protected Projection(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Names its progress, its lease and its parked events. Another name is another projection.</summary>
    public string Name { get; }

    /// <summary>The types of events it applies, as they are named in storage.</summary>
    public IReadOnlySet<string> EventTypes => Wanted;

    /// <summary>The types it can tell apart: those it applies, and those that it deliberately leaves aside.</summary>
    internal HashSet<string> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>The tables that are its own: a rebuild makes them anew.</summary>
    internal abstract ImmutableArray<RowTable> Tables { get; }

    /// <summary>The key of its row in <c>mt_event_progression</c>, as Marten writes it.</summary>
    internal string ProgressName => $"{Name}:All";

    private protected HashSet<string> Wanted { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether its functions look at headers (who, why), correlation or causation.</summary>
    internal virtual bool ReadsMetadata => true;

    /// <summary>Whether a parked event is retried by folding its whole stream again; else it is applied late.</summary>
    internal virtual bool RetriesWholeStreams => false;

    /// <summary>Begins a page: some events in the order of the log.</summary>
    internal abstract ProjectionPage NewPage();

    /// <summary>Begins a fold of whole streams, one behind the other; null when the projection needs the log's
    /// order.</summary>
    internal virtual StreamFold? NewStreamFold() => null;

    /// <summary>Takes the names of a hierarchy, or of a part of it.</summary>
    private protected void Read<TEvent>(EventTypes<TEvent> types, IReadOnlyCollection<string>? only)
        where TEvent : class
    {
        Known.UnionWith(types.Names);
        Wanted.UnionWith(only ?? types.Names);
        if (!Known.IsSupersetOf(Wanted))
        {
            throw new ArgumentException(
                $"{Name} asks for event types that nobody reads: {string.Join(", ", Wanted.Except(Known))}.",
                nameof(only));
        }
    }
}
