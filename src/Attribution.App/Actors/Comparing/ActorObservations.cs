using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Actors.ActorHistory;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.History;
using Attribution.Domain.Actors;
using Attribution.Domain.KillChain;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;

namespace Attribution.App.Actors.Comparing;

/// <summary>The techniques among the capabilities of profiles, and of those they stand for, with the events that say
/// so: folded from the log. What was withdrawn is gone.</summary>
internal sealed class ActorObservations(ActorQueries actors, PastEvents events)
{
    /// <summary>The observations of each profile as it is shown, from two statements.</summary>
    internal async Task<IReadOnlyList<IEnumerable<Observation>>> OfAsync(
        IReadOnlyList<ActorView> level, FieldCall call)
    {
        Guid[] shown = [.. level.Select(actor => actor.Id).Distinct()];
        var merged = await actors.FindMergedAsync(call.Caller(), shown, call.Cancellation);
        Guid[] streams = [.. shown.Concat(merged.SelectMany(same => same).Select(profile => profile.Id)).Distinct()];
        var log = await events.ReadAsync(call.Caller(), ActorPast.Kind, streams, call.Cancellation);
        return
        [
            .. level.Select(actor => Of(log[actor.Id].Where(record => record.Version <= actor.Version))
                .Concat(merged[actor.Id].SelectMany(profile => Of(log[profile.Id]))
                    // Events are numbered as the history of the shown profile numbers them, which has none of these.
                    .Select(seen => seen with { Event = null }))),
        ];
    }

    private static IEnumerable<Observation> Of(IEnumerable<RecordedEvent> history)
    {
        var capabilities = new SightingsOf<string>();
        foreach (var record in history)
        {
            switch (ActorEventNames.Registry.Read(record))
            {
                case ActorEvent.CapabilitiesAttributed e:
                    capabilities.Add(
                        e.Capabilities, new Sighting(record.RecordedAt, record.RecordedAt, record.Version));
                    break;
                case ActorEvent.CapabilitiesWithdrawn e:
                    capabilities.Remove(e.Capabilities);
                    break;
            }
        }

        return
            from capability in capabilities.All
            where TechniqueId.IsWellFormed(capability.Item)
            from sighting in capability.Sightings
            select new Observation(capability.Item, sighting.First, sighting.Version);
    }
}
