using System.Diagnostics;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Actors;

/// <summary>What an actor's profile remembers for its decisions.</summary>
public abstract record Actor : IState<Actor, ActorEvent>
{
    private Actor()
    {
    }

    public static Actor Initial { get; } = new Unregistered();

    public Actor Evolve(ActorEvent happened) => (this, happened) switch
    {
        (Unregistered, ActorEvent.Registered registered) =>
            new Known(registered.Id, registered.Profile, registered.Handling),
        (Known known, ActorEvent.Merged merged) => new MergedInto(known, merged.Into),
        (MergedInto merged, ActorEvent.MergeUndone) => merged.Last,
        (MergedInto merged, ActorEvent.Reclassified) => merged with { Last = merged.Last.With(happened) },
        (Known known, _) => known.With(happened),
        _ => throw new UnreachableException($"{happened.GetType().Name} never follows the state {GetType().Name}."),
    };

    internal Decision<ActorEvent> IfKnown(Func<Known, Decision<ActorEvent>> decide) => this switch
    {
        Known known => decide(known),
        MergedInto => ActorRejection.Merged,
        _ => ActorRejection.NotFound,
    };

    public sealed record Unregistered : Actor;

    public sealed record Known(Guid Id, ActorProfile Profile, Handling Handling) : Actor
    {
        /// <summary>By name and by who claims it: two who use one name make two claims.</summary>
        public ImmutableDictionary<(string Name, string ClaimedBy), ActorAlias> Aliases { get; init; } =
            ImmutableDictionary<(string Name, string ClaimedBy), ActorAlias>.Empty;

        public ImmutableHashSet<string> Capabilities { get; init; } = [];

        public ImmutableHashSet<Target> Targets { get; init; } = [];

        public ImmutableDictionary<Guid, Likeness> Likenesses { get; init; } =
            ImmutableDictionary<Guid, Likeness>.Empty;

        internal static (string Name, string ClaimedBy) KeyOf(string? name, string? claimedBy) =>
            ((name ?? "").Trim().ToUpperInvariant(), (claimedBy ?? "").Trim().ToUpperInvariant());

        internal Known With(ActorEvent happened) => happened switch
        {
            ActorEvent.ProfileRevised e => this with { Profile = e.Changes.ApplyTo(Profile) },
            ActorEvent.AliasClaimed { Alias: var alias } => this with
            {
                Aliases = Aliases.SetItem(KeyOf(alias.Name, alias.ClaimedBy), alias),
            },
            ActorEvent.AliasWithdrawn e => this with { Aliases = Aliases.Remove(KeyOf(e.Name, e.ClaimedBy)) },
            ActorEvent.CapabilitiesAttributed e => this with { Capabilities = Capabilities.With(e.Capabilities) },
            ActorEvent.CapabilitiesWithdrawn e => this with { Capabilities = Capabilities.Except(e.Capabilities) },
            ActorEvent.TargetingIdentified e => this with { Targets = Targets.With(e.Targets) },
            ActorEvent.TargetingDiscarded e => this with { Targets = Targets.Except(e.Targets) },
            ActorEvent.LikenessClaimed e => this with { Likenesses = Likenesses.SetItem(e.Likeness.Other, e.Likeness) },
            ActorEvent.LikenessWithdrawn e => this with { Likenesses = Likenesses.Remove(e.Other) },
            ActorEvent.Reclassified e => this with { Handling = e.Handling },
            _ => throw new UnreachableException($"{happened.GetType().Name} never follows the state {nameof(Known)}."),
        };
    }

    /// <summary>Another actor stands for this one; nothing of it is lost.</summary>
    public sealed record MergedInto(Known Last, Guid Into) : Actor;
}
