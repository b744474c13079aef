using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Pipeline;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Hypotheses;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using NodaTime;

namespace Attribution.App.Hypotheses;

/// <summary>
/// Defines mutations of hypotheses. Who may see a hypothesis follows from its campaign, so the campaign is looked up
/// for every attempt, after the hypothesis was read: what is answered was visible when it was read. A hypothesis of a
/// campaign that the caller may not see answers as one that does not exist.
/// </summary>
internal sealed class HypothesisCommands(CommandHandling commands, CampaignQueries campaigns, SchemaBindings schema)
{
    private readonly CommandFields<Hypothesis, HypothesisView, HypothesisEvent> _fields =
        new(
            commands,
            HypothesisAggregate.Definition with
            {
                SeesAsync = async (caller, page, cancellation) =>
                    (await campaigns.FindAsync(caller, [page.Campaign], cancellation)).Count > 0,
            },
            schema);

    /// <summary>A mutation that is decided on the hypothesis alone: it is taken wherever the campaign stands.</summary>
    internal HypothesisCommands Define<T>(
        string name, Permission permission, Func<T, Author, Instant, ICommand<Hypothesis, HypothesisEvent>> command) =>
        Prepare<T>(name, permission, (content, _, _) => ValueTask.FromResult(
            new Preparation<Hypothesis, HypothesisEvent>((by, at) => command(content, by, at))));

    /// <summary>A mutation that depends on where the campaign stands. It is stored only if the campaign is still as it
    /// was looked up: when it is concluded or reclassified meanwhile, all is looked up and decided again.</summary>
    internal HypothesisCommands Define<T>(
        string name,
        Permission permission,
        Func<T, CampaignView, Author, Instant, ICommand<Hypothesis, HypothesisEvent>> command) =>
        Prepare<T>(name, permission, (content, campaign, _) => ValueTask.FromResult(
            Relying(campaign, (by, at) => command(content, campaign, by, at))));

    /// <summary>A mutation that needs further facts.</summary>
    /// <param name="name">The field.</param>
    /// <param name="permission">What the caller's roles must allow.</param>
    /// <param name="prepare">Looks them up; the campaign is one that the caller may see.</param>
    internal HypothesisCommands Prepare<T>(
        string name,
        Permission permission,
        Func<T, CampaignView, FieldCall, ValueTask<Preparation<Hypothesis, HypothesisEvent>>> prepare)
    {
        _fields.Define<T>(name, permission, async (input, page, call) =>
            page is null || await FindCampaignAsync(page.Campaign, call) is not { } campaign
                ? HypothesisRejection.NotFound
                : await prepare(input.Content, campaign, call));
        return this;
    }

    /// <summary>The mutation that opens a hypothesis.</summary>
    /// <param name="name">The field.</param>
    /// <param name="campaign">The campaign that the input names.</param>
    /// <param name="findProblem">Looks up why a campaign that is there cannot be thought so of; null for no
    /// reason.</param>
    /// <param name="command">The command; its campaign is null when there is none that the caller may see.</param>
    internal void DefineOpening<T>(
        string name,
        Func<T, Guid> campaign,
        Func<T, FieldCall, Task<Rejection?>> findProblem,
        Func<CommandInput<T>, CampaignView?, Principal, Author, Instant, ICommand<Hypothesis, HypothesisEvent>>
            command) =>
        _fields.Define<T>(name, Permission.Contribute, async (input, _, call) =>
        {
            var found = await FindCampaignAsync(campaign(input.Content), call);
            return found is not null && await findProblem(input.Content, call) is { } problem
                ? problem
                : Relying(found, (by, at) => command(input, found, call.Caller(), by, at));
        });

    private static Preparation<Hypothesis, HypothesisEvent> Relying(
        CampaignView? campaign, Func<Author, Instant, ICommand<Hypothesis, HypothesisEvent>> command) =>
        campaign is null
            ? new(command)
            : new(command) { ReliesOn = [CampaignAggregate.AsRead(campaign)] };

    private async Task<CampaignView?> FindCampaignAsync(Guid campaign, FieldCall call) =>
        (await campaigns.FindAsync(call.Caller(), [campaign], call.Cancellation)).GetValueOrDefault(campaign);
}
