using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Pipeline;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using NodaTime;

namespace Attribution.App.StixImport;

/// <summary>Turns what objects state about campaigns into the commands that any other door sends.</summary>
internal sealed class CampaignStatements(CommandHandling commands)
{
    /// <summary>Opens the campaign, or brings what its producer changed since the last version.</summary>
    internal async Task DescribeAsync(Statement.Describes statement, ImportScope scope, CancellationToken cancellation)
    {
        var arrival = statement.From;
        if (!scope.Caller.May(Permission.Edit))
        {
            Refuse(arrival, AccessRejection.Forbidden);
            return;
        }

        var outcome = await SendAsync(statement.Campaign, Describe(statement, scope), scope, [arrival], cancellation);
        if (outcome is CommandOutcome<CampaignView>.Done { View: var page } && arrival.Before is not null)
        {
            outcome = await TightenAsync(page, arrival, scope, cancellation);
        }

        Conclude(arrival, outcome);
        foreach (var reference in arrival.IsKept && arrival.Code is null ? statement.References : [])
        {
            // A source that cannot be cited is no reason to lose the campaign: the object keeps it.
            await SendAsync(
                statement.Campaign,
                (by, at) => new CiteReference(reference, by, at),
                scope,
                [arrival],
                cancellation);
        }
    }

    /// <summary>Links what several objects say of one campaign, with one command for each kind of link.</summary>
    internal async Task LinkAsync(
        Guid campaign, IReadOnlyList<Statement> statements, ImportScope scope, CancellationToken cancellation)
    {
        await LinkAsync<Statement.Uses>(
            (uses, by, at) => new ObserveTechniques([.. uses.Select(use => use.Technique)], [], by, at));
        await LinkAsync<Statement.Indicates>(
            (points, by, at) => new LinkIndicators([.. points.Select(point => point.Indicator)], by, at));
        await LinkAsync<Statement.Targets>(
            (aims, by, at) => new IdentifyTargets([.. aims.Select(aim => aim.Target)], by, at));

        async Task LinkAsync<T>(Func<IReadOnlyList<T>, Author, Instant, ICommand<Campaign, CampaignEvent>> command)
            where T : Statement
        {
            var links = statements.OfType<T>().ToList();
            if (links.Count > 0)
            {
                await LinkManyAsync(campaign, links, command, scope, cancellation);
            }
        }
    }

    private async Task LinkManyAsync<T>(
        Guid campaign,
        List<T> links,
        Func<IReadOnlyList<T>, Author, Instant, ICommand<Campaign, CampaignEvent>> command,
        ImportScope scope,
        CancellationToken cancellation)
        where T : Statement
    {
        Arrival[] arrivals = [.. links.Select(link => link.From)];
        var outcome = await SendAsync(
            campaign, (by, at) => command(links, by, at), scope, arrivals, cancellation);
        if (outcome is CommandOutcome<CampaignView>.Refused && links.Count > 1)
        {
            // One link that a rule refuses does not stand in the way of the others.
            foreach (var link in links)
            {
                await LinkManyAsync(campaign, [link], command, scope, cancellation);
            }
        }
        else
        {
            Array.ForEach(arrivals, arrival => Conclude(arrival, outcome));
        }
    }

    private Task<CommandOutcome<CampaignView>> SendAsync(
        Guid campaign,
        Func<Author, Instant, ICommand<Campaign, CampaignEvent>> command,
        ImportScope scope,
        IReadOnlyList<Arrival> arrivals,
        CancellationToken cancellation) => commands.HandleAsync(
            CampaignAggregate.Definition, campaign, scope.Caller, command, scope.ContextOf(arrivals), cancellation);

    private static Func<Author, Instant, ICommand<Campaign, CampaignEvent>> Describe(
        Statement.Describes statement, ImportScope scope) => (by, at) => statement.Before is { } before
            ? new ReviseProfile(
                ProfileChanges.Between(before, statement.Profile) ?? new ProfileChanges(),
                Reason: null,
                by,
                at)
            : new CreateCampaign(
                statement.Campaign,
                scope.Caller.Tenant,
                statement.Profile,
                Parent: null,
                statement.From.Handling,
                by,
                at);

    /// <summary>A later version may restrict the campaign further. It never opens it up: that is for people to decide
    /// here.</summary>
    private async Task<CommandOutcome<CampaignView>> TightenAsync(
        CampaignView page, Arrival arrival, ImportScope scope, CancellationToken cancellation) =>
        arrival.StatedLabel is { } label && label > page.Handling.Tlp
            ? await SendAsync(
                page.Id,
                (by, at) => new ReclassifyCampaign(
                    page.Handling with { Tlp = label }, "Its producer restricted it.", by, at),
                scope,
                [arrival],
                cancellation)
            : new CommandOutcome<CampaignView>.Done(page, page.Version, Changed: false);

    private static void Conclude(Arrival arrival, CommandOutcome<CampaignView> outcome)
    {
        switch (outcome)
        {
            case CommandOutcome<CampaignView>.Done:
                break;
            case CommandOutcome<CampaignView>.Refused { Rejection.Code: "CAMPAIGN_EXISTS" }:
                arrival.End(
                    StixImportOutcome.Refused,
                    "CAMPAIGN_EXISTS",
                    "A campaign that did not come from this producer has this id; it stays as it is.",
                    "/id");
                break;
            case CommandOutcome<CampaignView>.Refused { Rejection: var why } when why == CampaignRejection.NotFound:
                arrival.End(StixImportOutcome.Refused, why.Code, why.Message, "/id");
                break;
            case CommandOutcome<CampaignView>.Refused { Rejection: var why }:
                Refuse(arrival, why);
                break;
            default:
                var error = CommandError.From(outcome)!;
                throw new StixImportStopped(error.Code, error.Message);
        }
    }

    private static void Refuse(Arrival arrival, Rejection why) =>
        arrival.End(StixImportOutcome.Opaque, why.Code, why.Message);
}
