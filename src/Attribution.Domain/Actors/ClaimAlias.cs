using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Says that somebody calls the actor by another name, or grades that claim anew.</summary>
public sealed record ClaimAlias(ActorAlias Alias, Author By, Instant At) : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
    {
        var alias = Alias.Normalised();
        return alias.Problem() is { } problem ? problem
            : known.Aliases.GetValueOrDefault(Actors.Actor.Known.KeyOf(alias.Name, alias.ClaimedBy)) == alias
                ? Decision.Unchanged
            : new ActorEvent.AliasClaimed(alias, By, At);
    });
}
