using Attribution.App.Storage;
using Attribution.Domain.Actors;
using Attribution.EventStore;

namespace Attribution.App.Actors;

/// <summary>The names of actor events in storage. They are for ever: a class may be renamed, a name may not.
/// The log knows an event by its name alone, so a name that another kind has already carries its own.</summary>
internal static class ActorEventNames
{
    internal static EventTypes<ActorEvent> Registry { get; } = Register(StoredJson.Contract);

    private static EventTypes<ActorEvent> Register(StoredJson json) => new EventTypes<ActorEvent>()
        .Add("actor_registered", json.ActorRegistered)
        .Add("actor_profile_revised", json.ActorProfileRevised)
        .Add("alias_claimed", json.AliasClaimed)
        .Add("alias_withdrawn", json.AliasWithdrawn)
        .Add("capabilities_attributed", json.CapabilitiesAttributed)
        .Add("capabilities_withdrawn", json.CapabilitiesWithdrawn)
        .Add("targeting_identified", json.TargetingIdentified)
        .Add("targeting_discarded", json.TargetingDiscarded)
        .Add("likeness_claimed", json.LikenessClaimed)
        .Add("likeness_withdrawn", json.LikenessWithdrawn)
        .Add("actor_merged", json.ActorMerged)
        .Add("actor_merge_undone", json.ActorMergeUndone)
        .Add("actor_reclassified", json.ActorReclassified);
}
