namespace Attribution.Domain.Campaigns;

/// <summary>What the caller looked up about a parent campaign.</summary>
/// <param name="Status">Null when there is no such campaign, or none that the caller may see: both answer
/// alike.</param>
/// <param name="Ancestors">The parent's own parents up to the root. Two moves at once can each be right and together
/// form a cycle, so whoever stores the answer takes the moves of one tenant one after the other.</param>
public sealed record ParentLine(Guid Id, CampaignStatus? Status, ImmutableArray<Guid> Ancestors)
{
    /// <summary>Those of the ancestors that lie above one that the caller may not see.</summary>
    public ImmutableArray<Guid> OutOfSight { get; init; } = [];

    /// <summary>Why a campaign cannot lie below this one; null when it can. A cycle that the caller cannot follow is
    /// answered as a parent that is not there: its name would tell of the hidden campaign in it.</summary>
    internal Rejection? ProblemAbove(Guid child) =>
        Status is null || OutOfSight.OrEmpty().Contains(child) ? CampaignRejection.ParentNotFound
        : Id == child || Ancestors.OrEmpty().Contains(child) ? CampaignRejection.ParentCycle
        : null;
}
