namespace Attribution.Domain.Actors;

/// <summary>What the caller looked up about another actor.</summary>
/// <param name="Actor">Its STIX id.</param>
/// <param name="Exists">False when there is none that the caller may see: both answer alike.</param>
/// <param name="MergedInto">The actors that stand for it, one after the other. Two merges at once can each be right
/// and together form a circle, so whoever stores the answer takes the merges of one tenant one after the other.</param>
public sealed record ActorLine(Guid Id, string Actor, bool Exists, ImmutableArray<Guid> MergedInto)
{
    /// <summary>Those of the actors that stand for one that the caller may not see.</summary>
    public ImmutableArray<Guid> OutOfSight { get; init; } = [];

    internal Rejection? ProblemFor(Guid actor) =>
        !Exists ? ActorRejection.OtherNotFound
        : Id == actor ? ActorRejection.Itself
        : null;
}
