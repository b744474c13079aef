using Attribution.Domain.Clusters;

namespace Attribution.App;

/// <summary>What an installation decides for itself.</summary>
public sealed record AttributionOptions
{
    /// <summary>When a new cluster belongs to a campaign there is, and what happens then. By default an analyst is
    /// asked when the campaign has half of the cluster's indicators, and the two share three tenths of all they
    /// have.</summary>
    public MatchPolicy Matching { get; init; } = new();
}
