using Attribution.Domain.Clusters;

namespace Attribution.App;

/// <summary>What an installation decides for itself.</summary>
public sealed record AttributionOptions
{
    /// <summary>When a new cluster belongs to a campaign there is, and what happens then. By default an analyst is
    /// asked when the campaign has half of the cluster's indicators, and the two share three tenths of all they
    /// have.</summary>
    public MatchPolicy Matching { get; init; } = new();

    /// <summary>How many of the answers that show campaigns are recorded in the audit of access, 0 to 1; what shows
    /// TLP:RED is recorded always.</summary>
    public double AuditedReading { get; init; } = 0.1;

    /// <summary>For how many days entries of the audit of access are kept, <see cref="KeepAuditDaysMin"/> at
    /// least.</summary>
    public int KeepAuditDays { get; init; } = 1_826;

    /// <summary>The database forgets nothing younger.</summary>
    public const int KeepAuditDaysMin = 90;
}
