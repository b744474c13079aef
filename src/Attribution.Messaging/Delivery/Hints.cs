using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Attribution.Messaging;

/// <summary>
/// "Look at that queue." A hint saves the wait until the next poll and means nothing else: the rows are the truth,
/// and a lost hint only costs time. Raise one after every commit that stored messages.
/// </summary>
public sealed class Hints
{
    private readonly ConcurrentDictionary<string, ImmutableHashSet<Signal>> listeners = new(StringComparer.Ordinal);

    /// <summary>Called for hints that were raised in this process, to tell other processes.</summary>
    internal Action<string>? Raised { get; set; }

    /// <summary>Messages of this process are waiting in a queue.</summary>
    public void Raise(string queue)
    {
        Receive(queue);
        Raised?.Invoke(queue);
    }

    /// <summary>A hint from another process.</summary>
    internal void Receive(string queue)
    {
        foreach (var listener in listeners.GetValueOrDefault(queue, []))
        {
            listener.Set();
        }
    }

    internal void Listen(string queue, Signal signal) =>
        listeners.AddOrUpdate(queue, [signal], (_, others) => others.Add(signal));

    internal void Ignore(string queue, Signal signal) =>
        listeners.AddOrUpdate(queue, [], (_, others) => others.Remove(signal));
}
