using Attribution.App.Pipeline;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Dormancy;
using Attribution.Messaging;
using NodaTime;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>Asks analysts about campaigns that have been silent for too long. It makes nobody dormant.</summary>
internal sealed class SilenceWatch(CommandHandling commands, Silences silences, IClock clock)
{
    private const string Subject = "silence_watch";

    /// <summary>Raises a proposal when the campaign has been silent for as long as it may be; looks again when that
    /// may be so; and does nothing about a campaign that is not active: whoever activates it sends another
    /// reminder.</summary>
    internal async Task<Outcome> HandleAsync(
        SilenceReminder reminder, Delivery delivery, Duration longest, CancellationToken cancellation)
    {
        var watch = In(delivery.Envelope.TenantId);
        var silence = await silences.FindAsync(watch, reminder.Campaign, cancellation);
        if (silence is not { Status: CampaignStatus.Active })
        {
            return Outcome.Done;
        }

        var from = Instant.Max(silence.LastSign, reminder.From);
        if (from + longest is var due && due > clock.GetCurrentInstant())
        {
            return new Outcome.Later(due);
        }

        var id = DormancyProposal.IdFor(watch.Tenant, reminder.Campaign, from);
        return OutcomeOf(await commands.HandleAsync(
            DormancyProposalAggregate.Definition,
            id,
            watch,
            (by, at) => new RaiseDormancyProposal(id, watch.Tenant, reminder.Campaign, silence.LastSign, by, at),
            new CommandContext(CausationId: delivery.MessageId.ToString())
            {
                Once = OnceKey.OfMessage(delivery.MessageId),
                TraceParent = delivery.Envelope.TraceParent,
            },
            cancellation));
    }

    // A program that reads nothing and decides nothing: what it raises is shown by the rule of the campaign.
    private static Principal In(string tenant) => new(
        Subject, new TenantId(tenant), new OrganisationId(Subject), Tlp.Clear, [], [Role.Pipeline], []);

    private static Outcome OutcomeOf(CommandOutcome<DormancyProposalView> outcome) => outcome switch
    {
        CommandOutcome<DormancyProposalView>.Done { IsRepeated: true } => Outcome.Repeated,
        CommandOutcome<DormancyProposalView>.Done => Outcome.Done,
        CommandOutcome<DormancyProposalView>.Refused { Rejection: var why } =>
            new Outcome.Refused(why.Code, why.Message),
        _ when CommandError.From(outcome) is { } error => new Outcome.Failed(new Failure(error.Code, error.Message)),
        _ => throw new System.Diagnostics.UnreachableException($"{outcome} is no outcome."),
    };
}
