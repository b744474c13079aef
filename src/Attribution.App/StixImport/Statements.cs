using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Pipeline;
using Attribution.Domain.Access;

namespace Attribution.App.StixImport;

/// <summary>Makes what a batch of objects states true, one campaign beside the other.</summary>
internal sealed class Statements(
    CommandHandling commands, CampaignQueries campaigns, HypothesisQueries hypotheses)
{
    private readonly CampaignStatements _campaigns = new(commands);
    private readonly AttributionStatements _attributions = new(commands);

    /// <summary>The campaigns among these that the caller may see.</summary>
    internal async Task<IEnumerable<CampaignView>> FindCampaignsAsync(
        Principal caller, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? [] : (await campaigns.FindAsync(caller, ids, cancellation)).Values;

    /// <summary>Applies them; each object says afterwards what became of it.</summary>
    /// <exception cref="StixImportStopped">The database is away, or others kept changing the same campaign.</exception>
    internal async Task ApplyAsync(
        IReadOnlyList<Statement> statements, ImportScope scope, CancellationToken cancellation)
    {
        await Task.WhenAll(statements.OfType<Statement.Describes>()
            .GroupBy(statement => statement.Campaign)
            .Select(async versions =>
            {
                foreach (var statement in versions)
                {
                    await _campaigns.DescribeAsync(statement, scope, cancellation);
                }
            }));
        Statement[] links = [.. statements.Where(statement => statement is not Statement.Describes)];
        if (links.Length == 0)
        {
            return;
        }

        Guid[] ids = [.. links.Select(link => link.Campaign).Distinct()];
        var pages = await campaigns.FindAsync(scope.Caller, ids, cancellation);
        var standing = await hypotheses.OfCampaignsAsync(scope.Caller, ids, cancellation);
        await Task.WhenAll(links
            .Where(link => IsAllowed(link, pages.GetValueOrDefault(link.Campaign), scope.Caller))
            .GroupBy(link => link.Campaign)
            .Select(about => ApplyAsync(pages[about.Key], [.. about], [.. standing[about.Key]], scope, cancellation)));
    }

    private async Task ApplyAsync(
        CampaignView campaign,
        IReadOnlyList<Statement> links,
        IReadOnlyList<HypothesisView> standing,
        ImportScope scope,
        CancellationToken cancellation)
    {
        await _campaigns.LinkAsync(campaign.Id, links, scope, cancellation);
        foreach (var statement in links.OfType<Statement.Attributes>())
        {
            var known = standing.Where(hypothesis => hypothesis.Actor == statement.Actor)
                .MinBy(hypothesis => hypothesis.Status);
            await _attributions.AttributeAsync(statement, campaign, known, scope, cancellation);
        }
    }

    /// <summary>Whether the campaign may take the statement: nothing is shown to more people than its own markings
    /// allow, and nobody writes into the campaign of another organisation.</summary>
    private static bool IsAllowed(Statement link, CampaignView? campaign, Principal caller)
    {
        var (code, message) = campaign switch
        {
            null => ("CAMPAIGN_NOT_TAKEN", "The campaign it is about was kept as an object only."),
            _ when link is not Statement.Attributes && !caller.May(Permission.Edit) =>
                (AccessRejection.Forbidden.Code, AccessRejection.Forbidden.Message),
            _ when campaign.Handling.Owner != caller.Organisation =>
                ("OTHER_ORGANISATION", "The campaign belongs to another organisation, which links what it wants."),
            _ when link.Label > campaign.Handling.Tlp => (
                "STRICTER_THAN_CAMPAIGN",
                $"It is {link.Label.Value.Print()}, the campaign {campaign.Handling.Tlp.Print()}: more people would "
                + "see it than its markings allow."),
            _ => (null, null),
        };
        if (code is not null)
        {
            link.From.End(StixImportOutcome.Opaque, code, message!);
        }

        return code is null;
    }
}
