using Attribution.App.Pipeline;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Attribution.Domain.Dormancy;
using NodaTime;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>
/// Decides dormancy proposals. The campaign goes dormant first, by the command that anybody may send, and the proposal
/// is settled last: a process that dies in between leaves a proposal that waits and can be accepted again.
/// </summary>
internal sealed class DormancyDecisions(
    CommandHandling commands, DormancyProposalQueries proposals, Silences silences)
{
    /// <summary>The campaign is dormant.</summary>
    internal async Task<CommandPayload<DormancyProposalView>> AcceptAsync(
        DormancyDecision asked, Principal caller, CancellationToken cancellation)
    {
        if (await proposals.FindAsync(caller, asked.Id, cancellation) is not { } proposal
            || await silences.FindAsync(caller, proposal.Campaign, cancellation) is not { } silence)
        {
            return Refused(MergeProposalRejection.NotFound);
        }

        AcceptDormancyProposal Accept(Author by, Instant at) => new(asked.Reason, silence.LastSign, by, at);

        // Who decides, the reason and the signs of life decide here, and not the time.
        Decision<DormancyProposalEvent> Foresee() =>
            Accept(caller.AsAuthor(), proposal.UpdatedAt).Decide(proposal.AsState());

        // A sign of life that comes meanwhile is not overlooked: the commit relies on what the silence was read of.
        async ValueTask<Preparation<Campaign, CampaignEvent>> PrepareAsync()
        {
            silence = await silences.FindAsync(caller, proposal.Campaign, cancellation) ?? silence;
            if (Foresee().Rejection is { } rejection)
            {
                return rejection;
            }

            return new((by, at) => new MarkCampaignDormant(asked.Reason, by, at)) { ReliesOn = silence.ReadAt };
        }

        var context = new CommandContext(Reason: asked.Reason);
        var dormant = Foresee().IsUnchanged
            ? null
            : CommandError.From(await commands.HandleAsync(
                CampaignAggregate.Definition,
                proposal.Campaign,
                caller,
                _ => PrepareAsync(),
                context,
                cancellation));
        return dormant is null
            ? await SettleAsync(asked.Id, caller, Accept, context, cancellation)
            : new CommandPayload<DormancyProposalView>(null, Changed: false, [dormant]);
    }

    /// <summary>The campaign is not dormant; the same question is asked after another silence.</summary>
    internal async Task<CommandPayload<DormancyProposalView>> RejectAsync(
        DormancyDecision asked, Principal caller, CancellationToken cancellation) =>
        await proposals.FindAsync(caller, asked.Id, cancellation) is null
            ? Refused(MergeProposalRejection.NotFound)
            : await SettleAsync(
                asked.Id,
                caller,
                (by, at) => new RejectDormancyProposal(asked.Reason, by, at),
                new CommandContext(Reason: asked.Reason),
                cancellation);

    private async Task<CommandPayload<DormancyProposalView>> SettleAsync(
        Guid id,
        Principal caller,
        Func<Author, Instant, ICommand<DormancyProposal, DormancyProposalEvent>> command,
        CommandContext context,
        CancellationToken cancellation) => CommandPayload<DormancyProposalView>.From(await commands.HandleAsync(
            DormancyProposalAggregate.Definition, id, caller, command, context, cancellation));

    private static CommandPayload<DormancyProposalView> Refused(Rejection why) =>
        CommandPayload<DormancyProposalView>.From(new CommandOutcome<DormancyProposalView>.Refused(why));
}

/// <summary>What is asked of a dormancy proposal.</summary>
internal sealed record DormancyDecision(Guid Id, string Reason);
