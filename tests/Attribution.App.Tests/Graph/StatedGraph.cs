using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Graph;
using Attribution.App.Tests.Campaigns;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Rows;

namespace Attribution.App.Tests.Graph;

/// <summary>Campaigns whose pages and relationships are stored as their events would have stored them.</summary>
internal sealed class StatedGraph(AttributionSystem system)
{
    private static readonly Author Anna = Client.Anna.AsAuthor();

    internal static string Node(CampaignView campaign) => $"campaign--{campaign.Id}";

    internal static CampaignView Campaign(string name) => StoredCampaigns.Named(name);

    /// <summary>A campaign that Anna may not see.</summary>
    internal static CampaignView Secret(string name) => StoredCampaigns.Named(name) with
    {
        Handling = Handling.OwnedBy(Client.Anna.Organisation, Tlp.Red) with { Recipients = ["eve"] },
    };

    internal Task UseAsync(CampaignView campaign, params string[] techniques) =>
        StateAsync(campaign, new CampaignEvent.TechniquesObserved([.. techniques], Anna, StoredCampaigns.Noon));

    internal Task BePartOfAsync(CampaignView campaign, CampaignView parent) =>
        StateAsync(campaign, new CampaignEvent.ParentAssigned(parent.Id, Anna, StoredCampaigns.Noon));

    internal Task StoreAsync(params CampaignView[] campaigns) => system.StoreAsync(campaigns);

    internal Task StateAsync(CampaignView campaign, params CampaignEvent[] events) => CommitAsync(
        events.SelectMany(happened => Rows(campaign, new StreamId(campaign.Tenant.Value, campaign.Id), happened)));

    internal async Task CommitAsync(IEnumerable<RowSet> rows)
    {
        foreach (var set in rows)
        {
            (await system.Log.CommitAsync(new Commit(Guid.NewGuid(), [], set))).ShouldBeOfType<CommitResult.Stored>();
        }
    }

    private static IEnumerable<RowSet> Rows(CampaignView campaign, StreamId stream, CampaignEvent happened) =>
    [
        .. CampaignIndicators.Rows(stream, happened, version: 1, StoredCampaigns.Noon),
        .. CampaignEdges.Rows(stream, campaign.ParentCampaign, happened, version: 1, StoredCampaigns.Noon),
    ];
}
