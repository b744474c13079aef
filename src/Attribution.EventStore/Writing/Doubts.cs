using System.Collections.Concurrent;
using NodaTime;
using Npgsql;

namespace Attribution.EventStore.Writing;

/// <summary>
/// Groups whose callers were told "may be stored". Each is settled before anything else happens - before the next
/// group, and before somebody is told the outcome - so that no late copy of it can be stored after the question was
/// answered.
/// </summary>
internal sealed class Doubts(IClock clock)
{
    private readonly ConcurrentDictionary<Guid, bool> _groups = new();

    internal void Add(Guid groupId) => _groups.TryAdd(groupId, true);

    /// <summary>Settles them all. Two may do it at once: what is settled stays settled.</summary>
    internal async Task SettleAsync(
        NpgsqlConnection connection, int timeoutSeconds, CancellationToken cancellation = default)
    {
        foreach (var (group, _) in _groups)
        {
            await GroupLedger.SettleAsync(connection, group, clock.GetCurrentInstant(), timeoutSeconds, cancellation);
            _groups.TryRemove(group, out _);
        }
    }
}
