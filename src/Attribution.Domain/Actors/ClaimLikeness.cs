using Attribution.Domain.Access;
using Attribution.Domain.Confidence;

namespace Attribution.Domain.Actors;

/// <summary>Says that two actors are probably the same, with a grade and without merging them.</summary>
public sealed record ClaimLikeness(ActorLine Other, Assessment Confidence, string Reason, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
    {
        var problem = Other.ProblemFor(known.Id) ?? Confidence.Problem("confidence") ?? Check.Reason(Reason);
        var likeness = new Likeness(Other.Id, Other.Actor, Confidence, Reason);
        return problem is not null ? problem
            : known.Likenesses.GetValueOrDefault(Other.Id) == likeness ? Decision.Unchanged
            : new ActorEvent.LikenessClaimed(likeness, By, At);
    });
}
