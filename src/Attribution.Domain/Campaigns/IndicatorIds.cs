namespace Attribution.Domain.Campaigns;

/// <summary>Lists of indicator ids as commands carry them.</summary>
internal static class IndicatorIds
{
    public static Rejection? Problem(ImmutableArray<string> ids) =>
        Check.Count(ids.OrEmpty().Length, "indicators") ?? Check.Each(ids.OrEmpty(), "indicators", Indicator);

    /// <summary>The one spelling of ids that have no problem.</summary>
    public static ImmutableArray<string> Normalise(ImmutableArray<string> ids) =>
        [.. ids.OrEmpty().Select(id => StixId.Normalise(id, "indicator")).OfType<string>()];

    private static Rejection? Indicator(string? id, string field) =>
        StixId.Normalise(id, "indicator") is null ? CampaignRejection.InvalidIndicator(field) : null;
}
