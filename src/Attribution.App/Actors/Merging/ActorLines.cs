using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.EventStore;
using Npgsql;

namespace Attribution.App.Actors.Merging;

/// <summary>
/// Looks up another actor and whatever stands for it. A commit that relies on them is stored only while none has
/// changed, so two merges that are right each for itself never form a circle.
/// </summary>
internal sealed class ActorLines(Lookups lookups)
{
    /// <summary>The actor as far as the caller may see it, with the streams that say so. What stands for it is looked
    /// at whether or not the caller may see it: a circle through a hidden one is a circle, and refused in other
    /// words.</summary>
    internal async Task<(ActorLine Line, ImmutableArray<StreamExpectation> ReliesOn)> FindAsync(
        Guid id, Principal caller, CancellationToken cancellation)
    {
        var rows = await lookups.ListAsync(
            caller,
            "find_actor_line",
            parameters => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id }),
            row => (
                Id: row.GetGuid(0), Actor: row.GetString(1), Version: row.GetInt64(2), IsInSight: row.GetBoolean(3)),
            cancellation);
        return rows is [var first, .. var above]
            ? (
                new ActorLine(id, first.Actor, Exists: true, [.. above.Select(row => row.Id)])
                {
                    OutOfSight = [.. above.Where(row => !row.IsInSight).Select(row => row.Id)],
                },
                [.. rows.Select(row => new StreamExpectation(
                    new StreamId(caller.Tenant.Value, row.Id), ExpectedVersion.Exactly(row.Version)))])
            : (new ActorLine(id, "", Exists: false, []), []);
    }
}
