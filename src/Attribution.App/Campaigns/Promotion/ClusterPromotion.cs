using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.MergeProposals;
using Attribution.App.KillChain.Releases;
using Attribution.App.Pipeline;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>
/// Finds the place of a cluster. The campaign that holds it takes what is new; else it is matched with the open
/// campaigns its sender may see, and merged or proposed to an analyst; else it opens a campaign. The same cluster id in
/// one tenant never opens a second campaign: the first commit owns the key, and every later delivery finds it.
/// </summary>
/// <remarks>
/// A sender publishes and need not read: a campaign that holds the cluster takes new members also when the sender may
/// not see it, for the id has no other place in the tenant. The sender is told
/// <see cref="PromotionOutcome.Accepted"/> and no more: not which campaign, nor whether anything was new, nor whether
/// it takes nothing because it is concluded or has a wider label.
/// </remarks>
internal sealed class ClusterPromotion(
    CommandHandling commands,
    ClusterHolders holders,
    ClusterStandings standings,
    MatchPolicy policy,
    AttackCatalogue catalogue)
{
    // Each round means that another delivery was faster, or an analyst; the next one finds what they stored.
    private const int RoundsMax = 3;

    private static readonly Aggregate<Campaign, CampaignView, CampaignEvent> AnyCampaign =
        CampaignAggregate.Definition with { IsVisible = (_, _) => true };

    private static readonly Aggregate<MergeProposal, MergeProposalView, MergeProposalEvent> AnyProposal =
        MergeProposalAggregate.Definition with { IsVisible = (_, _) => true };

    private readonly ClusterKin _kin = new();

    /// <param name="delivery">The cluster and who sends it.</param>
    /// <param name="context">Correlation and causation.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal Task<PromotionResult> PromoteAsync(
        ClusterDelivery delivery, CommandContext context, CancellationToken cancellation) =>
        _kin.InTurnAsync(
            delivery.Caller.Tenant, delivery.Cluster, () => FindPlaceAsync(delivery, context, cancellation));

    private async Task<PromotionResult> FindPlaceAsync(
        ClusterDelivery delivery, CommandContext context, CancellationToken cancellation)
    {
        if (Visibility.WriteProblem(delivery.Caller, delivery.Record) is { } problem)
        {
            return PromotionResult.Refused(delivery.ClusterId, problem);
        }

        var known = await catalogue.GetAsync(cancellation);
        delivery = delivery with { Unrecognised = known.Unrecognised(delivery.Cluster.ObservedTechniques) };
        for (var round = 1; ; round++)
        {
            var standing = await standings.FindAsync(
                delivery.Caller, delivery.Cluster, delivery.Record.Handling.Tlp, cancellation);
            var result = standing.Holder is { } holder
                ? await AddAsync(delivery, holder, context, cancellation)
                : await PlaceAsync(delivery, standing, context, cancellation);
            if (result is not null)
            {
                return result;
            }

            if (round == RoundsMax)
            {
                return PromotionResult.From(
                    delivery.ClusterId,
                    new CommandOutcome<CampaignView>.KeyTaken(CampaignAggregate.Clusters.Name));
            }
        }
    }

    /// <summary>Adds to the campaign that holds the cluster; null when it has just let go of it.</summary>
    private async Task<PromotionResult?> AddAsync(
        ClusterDelivery delivery, Guid holder, CommandContext context, CancellationToken cancellation)
    {
        var outcome = await commands.HandleAsync(
            AnyCampaign, holder, delivery.Caller, delivery.Promote(holder), context, cancellation);
        return outcome switch
        {
            CommandOutcome<CampaignView>.Done done =>
                await SeesAsync(delivery.Caller, done, cancellation)
                    ? PromotionResult.From(delivery.ClusterId, outcome)
                    : PromotionResult.Accepted(delivery.ClusterId),
            CommandOutcome<CampaignView>.Refused { Rejection: var why } when why == CampaignRejection.AlreadyExists =>
                null,
            CommandOutcome<CampaignView>.Refused { Rejection: var why } when SpeaksOfCampaign(why) =>
                await holders.IsVisibleAsync(delivery.Caller, holder, cancellation)
                    ? PromotionResult.From(delivery.ClusterId, outcome)
                    : PromotionResult.Accepted(delivery.ClusterId),
            // Its version is nothing for a caller who may not see it.
            CommandOutcome<CampaignView>.Conflict => null,
            _ => PromotionResult.From(delivery.ClusterId, outcome),
        };
    }

    /// <summary>Whether the caller may see what was done. The page of a first answer has the label of then.</summary>
    private async Task<bool> SeesAsync(
        Principal caller, CommandOutcome<CampaignView>.Done done, CancellationToken cancellation) => done.IsRepeated
        ? await holders.IsVisibleAsync(caller, done.View.Id, cancellation)
        : CampaignAggregate.Definition.IsVisible(caller, done.View);

    /// <summary>Which campaign it belongs to. Nobody could remember what was decided of a cluster without an id, so it
    /// stands on its own rather than wait in a proposal.</summary>
    private MatchOutcome Match(ClusterDelivery delivery, ClusterStanding standing)
    {
        var outcome = ClusterMatching.Of(delivery.Cluster, standing.Candidates, policy, delivery.Distinct);
        return outcome is MatchOutcome.Propose && delivery.ClusterId is null ? new MatchOutcome.New() : outcome;
    }

    /// <summary>Finds a place for a cluster that no campaign holds; null when it has one meanwhile.</summary>
    private async Task<PromotionResult?> PlaceAsync(
        ClusterDelivery delivery, ClusterStanding standing, CommandContext context, CancellationToken cancellation)
    {
        var match = Match(delivery, standing);
        // The campaign it matches may be the one that another delivery of the cluster has opened meanwhile.
        if (match is not MatchOutcome.New
            && await holders.FindAsync(delivery.Caller, delivery.ClusterId, cancellation) is not null)
        {
            return null;
        }

        return match switch
        {
            MatchOutcome.Merge merge => Place(delivery, await commands.HandleAsync(
                CampaignAggregate.Definition,
                merge.Match.Campaign,
                delivery.Caller,
                delivery.Merge(),
                context,
                cancellation)),
            MatchOutcome.Propose propose => await ProposeAsync(delivery, propose.Match, context, cancellation),
            _ => await OpenAsync(delivery, standing, context, cancellation),
        };
    }

    /// <summary>Opens a campaign; null when another one has got an indicator meanwhile that none had, for it may be the
    /// campaign the cluster belongs to. Another process has opened it: here they come one after the other.</summary>
    private async Task<PromotionResult?> OpenAsync(
        ClusterDelivery delivery, ClusterStanding standing, CommandContext context, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var opening = new Preparation<Campaign, CampaignEvent>(delivery.Promote(id))
        {
            Absent = standing.Unheld.IsEmpty
                ? []
                : [CampaignIndicators.ExpectUnheld(delivery.Caller.Tenant, standing.Unheld)],
        };
        return Place(delivery, await commands.HandleAsync(
            CampaignAggregate.Definition,
            id,
            delivery.Caller,
            _ => ValueTask.FromResult(opening),
            context with { IsForNewStream = true },
            cancellation));
    }

    private async Task<PromotionResult?> ProposeAsync(
        ClusterDelivery delivery, ClusterMatch match, CommandContext context, CancellationToken cancellation)
    {
        var (caller, cluster) = (delivery.Caller, delivery.Cluster);
        var id = MergeProposal.IdFor(caller.Tenant, cluster.IdOrNull!, match.Campaign);
        var outcome = await commands.HandleAsync(
            AnyProposal,
            id,
            caller,
            (by, at) => new RaiseMergeProposal(id, caller.Tenant, cluster, match, delivery.Record.Handling, by, at),
            // Raising it twice changes nothing, and a first answer is kept of campaigns alone.
            context with { Once = null },
            cancellation);
        if (outcome is not CommandOutcome<MergeProposalView>.Done { View: var proposal })
        {
            return PromotionResult.From(delivery.ClusterId, outcome);
        }

        return proposal.State != MergeProposalState.Waiting ? null
            : MergeProposalAggregate.Definition.IsVisible(caller, proposal)
                ? PromotionResult.From(delivery.ClusterId, outcome)
            : PromotionResult.Accepted(delivery.ClusterId);
    }

    private static bool SpeaksOfCampaign(Rejection why) =>
        why == CampaignRejection.Concluded || why == CampaignRejection.ClusterTooNarrow;

    /// <summary>Null when the cluster found its place by another delivery, or the campaign is no match any longer.
    /// </summary>
    private static PromotionResult? Place(ClusterDelivery delivery, CommandOutcome<CampaignView> outcome) =>
        outcome is CommandOutcome<CampaignView>.KeyTaken
            || (outcome is CommandOutcome<CampaignView>.Refused { Rejection: var why }
                && (SpeaksOfCampaign(why) || why == CampaignRejection.NotFound))
            ? null
            : PromotionResult.From(delivery.ClusterId, outcome);
}
