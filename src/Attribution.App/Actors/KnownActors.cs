using Attribution.App.Access;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Npgsql;

namespace Attribution.App.Actors;

/// <summary>
/// Whether an actor exists for a caller: it has a profile that the caller may see, or a hypothesis names it that the
/// caller may see. Detectors and imports name actors that nobody has registered; people register one before they name
/// it.
/// </summary>
internal sealed class KnownActors(CallerReads reads)
{
    /// <summary>Why a command cannot name an actor; null when it can, and for a text that is no id of one, which the
    /// command refuses itself.</summary>
    /// <param name="caller">Who names it.</param>
    /// <param name="actor">The STIX id, as it was typed.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<Rejection?> ProblemAsync(Principal caller, string actor, CancellationToken cancellation)
    {
        if (StixId.Normalise(actor, "threat-actor", "intrusion-set") is not { } id)
        {
            return null;
        }

        var found = await reads.ListAsync(
            caller,
            "find_known_actor",
            parameters => parameters.Add(new NpgsqlParameter<string> { TypedValue = id }),
            row => row.GetBoolean(0),
            cancellation);
        return found[0] ? null : ActorRejection.NotFound with { Field = "actor" };
    }
}
