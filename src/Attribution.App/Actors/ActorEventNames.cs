using Attribution.App.Storage;
using Attribution.Domain.Actors;
using Attribution.EventStore;

namespace Attribution.App.Actors;

/// <summary>The names of actor events in storage. They are for ever: a class may be renamed, a name may not.</summary>
internal static class ActorEventNames
{
    internal static EventTypes<ActorEvent> Registry { get; } = Register(StoredJson.Contract);

    private static EventTypes<ActorEvent> Register(StoredJson json) => new EventTypes<ActorEvent>()
        .Add("registered", json.ActorRegistered)
        .Add("profile_revised", json.ActorProfileRevised)
        .Add("alias_claimed", json.AliasClaimed)
        .Add("alias_withdrawn", json.AliasWithdrawn)
        .Add("capabilities_attributed", json.CapabilitiesAttributed)
        .Add("capabilities_withdrawn", json.CapabilitiesWithdrawn)
        .Add("targeting_identified", json.TargetingIdentified)
        .Add("targeting_discarded", json.TargetingDiscarded)
        .Add("likeness_claimed", json.LikenessClaimed)
        .Add("likeness_withdrawn", json.LikenessWithdrawn)
        .Add("merged", json.ActorMerged)
        .Add("merge_undone", json.ActorMergeUndone)
        .Add("reclassified", json.ActorReclassified);
}
