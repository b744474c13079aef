using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.Hypotheses;
using Attribution.App.Infrastructure;
using Attribution.App.KillChain.Releases;
using Attribution.Domain;
using Attribution.Domain.Diamond;
using Attribution.Domain.KillChain;
using Attribution.GraphQL.Execution;

namespace Attribution.App.Diamond;

/// <summary>Infers the diamonds of campaigns, for somebody who may see them; ten statements at most, however
/// many campaigns there are.</summary>
internal sealed class Diamonds(
    CampaignQueries campaigns,
    HypothesisQueries hypotheses,
    CampaignSightings sightings,
    InfrastructureQueries infrastructure,
    ImportedEvidence imported,
    ImportedPatterns patterns,
    AttackCatalogue catalogue,
    TechniqueNames names)
{
    /// <summary>The diamonds of those of the campaigns that the caller may see.</summary>
    internal async Task<ImmutableArray<CampaignDiamonds>> OfAsync(IReadOnlyCollection<Guid> ids, FieldCall call)
    {
        var (caller, cancellation) = (call.Caller(), call.Cancellation);
        var releases = await catalogue.GetAsync(call);
        var views = await campaigns.FindAsync(caller, ids, cancellation);
        Guid[] visible = [.. views.Keys];
        var claims = await hypotheses.OfCampaignsAsync(caller, visible, cancellation);
        var links = await sightings.OfCampaignsAsync(caller, visible, cancellation);
        var labels = await infrastructure.FindAsync(
            caller, [.. views.Values.SelectMany(view => view.Indicators).Distinct()], cancellation);
        var statements = await imported.OfCampaignsAsync(caller, visible, cancellation);
        var looksFor = await patterns.FindAsync(caller, Indicators(views.Values, statements), cancellation);
        var named = await names.OfAsync(
            views.Values.SelectMany(view => view.Techniques).Select(TechniqueId.Normalise), call);
        return
        [
            .. views.Values.Select(view =>
            {
                var id = StixId.For("campaign", view.Id);
                var graph = new CampaignGraph(releases, named).With(statements[id], looksFor).Of(
                    view, links.GetValueOrDefault(view.Id, LinkSightings.None), claims[view.Id], labels);
                return new CampaignDiamonds(view, DiamondAnalysis.Infer(graph, id));
            }),
        ];
    }

    private static IEnumerable<string> Indicators(
        IEnumerable<CampaignView> campaigns, ILookup<string, ImportedStatement> statements) =>
        campaigns.SelectMany(campaign => campaign.Indicators).Concat(
            from statement in statements.SelectMany(same => same)
            from node in new[] { statement.Source, statement.Target }
            where node.Type == "indicator"
            select node.Id);

    /// <summary>The campaigns that the caller may see, those changed last first; no more than a number.</summary>
    internal Task<IReadOnlyList<Guid>> VisibleAsync(int countMax, FieldCall call) =>
        campaigns.ListIdsAsync(call.Caller(), countMax, call.Cancellation);
}

/// <summary>A campaign and its diamonds.</summary>
internal sealed record CampaignDiamonds(CampaignView Campaign, ImmutableArray<VertexSet> Sets);
