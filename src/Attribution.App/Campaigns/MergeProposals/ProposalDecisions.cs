using Attribution.App.Campaigns.Promotion;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using NodaTime;

namespace Attribution.App.Campaigns.MergeProposals;

/// <summary>
/// Decides proposals. The cluster finds its place first and the proposal is settled last: both can be done again
/// without harm, so a process that dies in between leaves a proposal that waits, and never a cluster that is nowhere.
/// </summary>
internal sealed class ProposalDecisions(
    CommandHandling commands,
    MergeProposalQueries proposals,
    ClusterHolders holders,
    ClusterPromotion promotion,
    AttackCatalogue catalogue)
{
    // Each round means that the cluster grew while it was decided about: what came with it is taken along.
    private const int RoundsMax = 3;

    /// <summary>The cluster belongs to the campaign: it is merged.</summary>
    internal Task<ProposalDecision> AcceptAsync(
        ProposalCommand asked, Principal caller, CancellationToken cancellation) => DecideAsync(
            asked,
            caller,
            (by, at) => new AcceptMergeProposal(asked.Reason, by, at),
            (proposal, context) => MergeAsync(proposal, caller, context, cancellation),
            cancellation);

    /// <summary>The cluster does not belong to the campaign: it is promoted on its own, or proposed for the next one
    /// that it may belong to.</summary>
    internal Task<ProposalDecision> RejectAsync(
        ProposalCommand asked, Principal caller, CancellationToken cancellation) => DecideAsync(
            asked,
            caller,
            (by, at) => new RejectMergeProposal(asked.Reason ?? "", by, at),
            (proposal, context) => PromoteAsync(proposal, caller, context, cancellation),
            cancellation);

    private async Task<ProposalDecision> DecideAsync(
        ProposalCommand asked,
        Principal caller,
        Func<Author, Instant, ICommand<MergeProposal, MergeProposalEvent>> command,
        Func<MergeProposalView, CommandContext, Task<PromotionResult>> place,
        CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            if (await proposals.FindAsync(caller, asked.Id, cancellation) is not { } proposal)
            {
                return ProposalDecision.Refused(MergeProposalRejection.NotFound);
            }

            var context = new CommandContext(asked.ExpectedVersion ?? proposal.Version, asked.Reason);
            if (context.ExpectedVersion != proposal.Version)
            {
                return ProposalDecision.From(new CommandOutcome<MergeProposalView>.Conflict(proposal.Version));
            }

            // The author's kind and the reason decide here, and not the time.
            var foreseen = command(caller.AsAuthor(), proposal.UpdatedAt).Decide(proposal.AsState());
            if (foreseen.Rejection is { } rejection)
            {
                return ProposalDecision.Refused(rejection);
            }

            var placed = foreseen.IsUnchanged ? null : await place(proposal, context with { ExpectedVersion = null });
            if (placed?.Outcome == PromotionOutcome.Refused)
            {
                return new ProposalDecision(null, placed, placed.Errors);
            }

            var settled = await commands.HandleAsync(
                MergeProposalAggregate.Definition, asked.Id, caller, command, context, cancellation);
            if (settled is not CommandOutcome<MergeProposalView>.Conflict
                || asked.ExpectedVersion is not null
                || round == RoundsMax)
            {
                return ProposalDecision.From(settled) with { Placed = placed };
            }
        }
    }

    private async Task<PromotionResult> MergeAsync(
        MergeProposalView proposal, Principal caller, CommandContext context, CancellationToken cancellation)
    {
        var (cluster, campaign) = (proposal.Cluster, proposal.Match.Campaign);
        if (await holders.FindAsync(caller, cluster.IdOrNull, cancellation) is { } holder && holder != campaign)
        {
            return PromotionResult.Refused(cluster.IdOrNull, CampaignRejection.ClusterTaken with { Field = null });
        }

        var known = await catalogue.GetAsync(cancellation);
        var delivery = new ClusterDelivery(cluster, proposal.Handling.Tlp, caller)
        {
            Unrecognised = known.Unrecognised(cluster.ObservedTechniques),
        };
        return PromotionResult.From(cluster.IdOrNull, await commands.HandleAsync(
            CampaignAggregate.Definition,
            campaign,
            caller,
            delivery.Merge(),
            context,
            cancellation));
    }

    private async Task<PromotionResult> PromoteAsync(
        MergeProposalView proposal, Principal caller, CommandContext context, CancellationToken cancellation)
    {
        var (cluster, campaign) = (proposal.Cluster, proposal.Match.Campaign);
        if (await holders.FindAsync(caller, cluster.IdOrNull, cancellation) == campaign)
        {
            return PromotionResult.Refused(cluster.IdOrNull, MergeProposalRejection.Merged);
        }

        var placed = await promotion.PromoteAsync(
            new ClusterDelivery(cluster, proposal.Handling.Tlp, caller) { Distinct = [campaign] },
            context,
            cancellation);

        // Somebody else may have accepted it at the same moment.
        return placed.Campaign?.Id == campaign
            ? PromotionResult.Refused(cluster.IdOrNull, MergeProposalRejection.Merged)
            : placed;
    }
}

/// <summary>What is asked of a proposal.</summary>
internal sealed record ProposalCommand(Guid Id, string? Reason, long? ExpectedVersion);

/// <summary>What became of a proposal and its cluster.</summary>
/// <param name="Outcome">The proposal after it; null when it had no effect.</param>
/// <param name="Placed">Where the cluster went; null when it had a place already.</param>
/// <param name="Errors">Why it had no effect.</param>
internal sealed record ProposalDecision(
    CommandOutcome<MergeProposalView>.Done? Outcome, PromotionResult? Placed, IReadOnlyList<CommandError> Errors)
{
    internal static ProposalDecision Refused(Rejection rejection) =>
        From(new CommandOutcome<MergeProposalView>.Refused(rejection));

    internal static ProposalDecision From(CommandOutcome<MergeProposalView> outcome) =>
        outcome is CommandOutcome<MergeProposalView>.Done done
            ? new(done, Placed: null, [])
            : new(null, Placed: null, [CommandError.From(outcome)!]);
}
