using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Pipeline;
using Attribution.Domain;

namespace Attribution.App.Campaigns.Promotion;

internal enum PromotionOutcome
{
    Promoted,
    Unchanged,
    Skipped,
    Refused,
}

/// <summary>What became of one cluster of a batch.</summary>
internal sealed record PromotionResult(
    string? ClusterId,
    PromotionOutcome Outcome,
    CampaignView? Campaign,
    string? Reason,
    IReadOnlyList<CommandError> Errors)
{
    internal static PromotionResult Skipped(string? clusterId, string reason) =>
        new(clusterId, PromotionOutcome.Skipped, null, reason, []);

    internal static PromotionResult Refused(string? clusterId, Rejection why) =>
        new(clusterId, PromotionOutcome.Refused, null, null, [new CommandError(why.Code, why.Message, why.Field)]);

    internal static PromotionResult From(string? clusterId, CommandOutcome<CampaignView> outcome) =>
        outcome is CommandOutcome<CampaignView>.Done done
            ? new(clusterId, done.Changed ? PromotionOutcome.Promoted : PromotionOutcome.Unchanged, done.View, null, [])
            : new(clusterId, PromotionOutcome.Refused, null, null, [CommandError.From(outcome)!]);
}
