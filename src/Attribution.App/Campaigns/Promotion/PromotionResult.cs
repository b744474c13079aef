using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.MergeProposals;
using Attribution.App.Pipeline;
using Attribution.Domain;

namespace Attribution.App.Campaigns.Promotion;

internal enum PromotionOutcome
{
    Promoted,
    Unchanged,
    Proposed,
    Accepted,
    Skipped,
    Refused,
}

/// <summary>What became of one cluster.</summary>
/// <param name="ClusterId">Its id; null when it has none.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Changed">Whether anything was stored, as far as the caller may know.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record PromotionResult(
    string? ClusterId, PromotionOutcome Outcome, bool Changed, IReadOnlyList<CommandError> Errors)
{
    /// <summary>The campaign that has the cluster now.</summary>
    internal CampaignView? Campaign { get; init; }

    /// <summary>The proposal in which the cluster waits.</summary>
    internal MergeProposalView? Proposal { get; init; }

    /// <summary>Whether it is the first answer to the same command, given again.</summary>
    internal bool IsRepeated { get; init; }

    /// <summary>Why it was skipped.</summary>
    internal string? Reason { get; init; }

    internal static PromotionResult Skipped(string? clusterId, string reason) =>
        new(clusterId, PromotionOutcome.Skipped, Changed: false, []) { Reason = reason };

    internal static PromotionResult Refused(string? clusterId, Rejection why) =>
        new(clusterId, PromotionOutcome.Refused, Changed: false, [new(why.Code, why.Message, why.Field)]);

    /// <summary>The cluster is in good hands that the caller may not see: nothing else is told of it.</summary>
    internal static PromotionResult Accepted(string? clusterId) =>
        new(clusterId, PromotionOutcome.Accepted, Changed: false, []);

    internal static PromotionResult From(string? clusterId, CommandOutcome<CampaignView> outcome) =>
        outcome is CommandOutcome<CampaignView>.Done done
            ? new(clusterId, done.Changed ? PromotionOutcome.Promoted : PromotionOutcome.Unchanged, done.Changed, [])
            {
                Campaign = done.View,
                IsRepeated = done.IsRepeated,
            }
            : new(clusterId, PromotionOutcome.Refused, Changed: false, [CommandError.From(outcome)!]);

    internal static PromotionResult From(string? clusterId, CommandOutcome<MergeProposalView> outcome) =>
        outcome is CommandOutcome<MergeProposalView>.Done done
            ? new(clusterId, PromotionOutcome.Proposed, done.Changed, []) { Proposal = done.View }
            : new(clusterId, PromotionOutcome.Refused, Changed: false, [CommandError.From(outcome)!]);
}
