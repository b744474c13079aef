using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Views;
using NodaTime;

namespace Attribution.App.Tests.Campaigns;

/// <summary>Pages of campaigns, stored as they are: for tests of reading that need many, or odd ones.</summary>
internal static class StoredCampaigns
{
    internal static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    internal static CampaignView Named(string name, params string[] tags) => new()
    {
        Id = Guid.NewGuid(),
        Tenant = Client.Anna.Tenant,
        Profile = new CampaignProfile(name, [], Objectives: []),
        Handling = Handling.OwnedBy(Client.Anna.Organisation),
        Tags = [.. tags],
        CreatedBy = "anna",
        CreatedAt = Noon,
        UpdatedAt = Noon,
        Version = 1,
    };

    internal static Task StoreAsync(this AttributionSystem system, params IEnumerable<CampaignView> pages) =>
        system.Log.CommitAsync(new Commit(Guid.NewGuid(), [], CampaignAggregate.Table.Upsert(
            [.. pages.Select(page => new StoredView<CampaignView>(
                new ViewId(page.Tenant.Value, page.Id), page.Version, page.UpdatedAt, page))])));
}
