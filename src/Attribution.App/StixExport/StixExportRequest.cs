using System.Collections.Immutable;
using Attribution.Domain.Campaigns;
using NodaTime;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixExport;

/// <summary>What goes into an export beside the campaigns themselves.</summary>
public enum StixExportPart
{
    /// <summary>Who may be behind them: hypotheses as <c>attributed-to</c>, with the actors and the reasons.</summary>
    Attributions,

    /// <summary>The techniques they use.</summary>
    Techniques,

    /// <summary>The indicators that point to them.</summary>
    Indicators,

    /// <summary>Whom they are aimed at.</summary>
    Targets,

    /// <summary>What their indicators are for, as labelled here.</summary>
    Infrastructure,

    /// <summary>When and how often indicators were seen.</summary>
    Sightings,

    /// <summary>What else others stated about them: malware, tools, infrastructure, vulnerabilities.</summary>
    Related,

    /// <summary>What only we record, as the extension described in <c>docs/stix</c>.</summary>
    Facts,

    /// <summary>A report for each campaign that names all that goes along with it.</summary>
    Report,
}

/// <summary>What is to be exported.</summary>
/// <param name="Ceiling">Nothing narrower than this label goes out, whatever the caller may see.</param>
public sealed record StixExportRequest(Tlp Ceiling = Tlp.Red)
{
    /// <summary>The campaigns; null means every campaign the caller may see.</summary>
    public ImmutableArray<Guid>? Campaigns { get; init; }

    /// <summary>Campaigns with one of these; every status when empty.</summary>
    public ImmutableArray<CampaignStatus> Statuses { get; init; } = [];

    /// <summary>Campaigns with at least one of these; whatever their tags when empty.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The state of this day, under today's rights; null means now.</summary>
    public Instant? AsOf { get; init; }

    /// <summary>What goes along; everything unless said otherwise.</summary>
    public ImmutableSortedSet<StixExportPart> Include { get; init; } = [.. Enum.GetValues<StixExportPart>()];
}

/// <summary>An export that was written.</summary>
/// <param name="BundleId">Follows from the content.</param>
/// <param name="Objects">How many objects it has.</param>
/// <param name="Withheld">How many links had to stay behind, because what they point to is not here, is above the
/// ceiling or has no form in STIX (an indicator known by its id only).</param>
public sealed record StixExportResult(string BundleId, int Objects, int Withheld);
