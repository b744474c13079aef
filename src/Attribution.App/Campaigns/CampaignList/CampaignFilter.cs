using System.Collections.Immutable;
using Attribution.Domain.Campaigns;

namespace Attribution.App.Campaigns.CampaignList;

/// <summary>Which campaigns a list shows; what is null does not matter.</summary>
internal sealed record CampaignFilter(
    ImmutableArray<CampaignStatus>? Statuses = null,
    string? Tag = null,
    string? Technique = null,
    string? NameContains = null)
{
    internal static CampaignFilter All { get; } = new();
}
