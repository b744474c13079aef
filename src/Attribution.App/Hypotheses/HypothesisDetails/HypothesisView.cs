using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.Domain.Confidence;
using Attribution.Domain.Evidence;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Hypotheses.HypothesisDetails;

/// <summary>A hypothesis as people read it. Its confidence history is not kept here: it is read from the log
/// itself.</summary>
internal sealed record HypothesisView : IAuditedRecord
{
    string IAuditedRecord.RecordType => "hypothesis";

    Guid? IAuditedRecord.Campaign => Campaign;

    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required Guid Campaign { get; init; }

    public required string Actor { get; init; }

    public required string ActorName { get; init; }

    public required Source Source { get; init; }

    public string? Rationale { get; init; }

    public HypothesisStatus Status { get; init; } = HypothesisStatus.Open;

    public Assessment Confidence { get; init; } = Assessment.None;

    /// <summary>How many items were filed or withdrawn since the confidence was revised last, and left it where it
    /// is: at the end of the scale, or under the ceiling for machines.</summary>
    public int ItemsSinceRevision { get; init; }

    /// <summary>The confidence, and what it was made of, with what came later.</summary>
    [JsonIgnore]
    internal Assessment ExplainedConfidence => ItemsSinceRevision == 0 || Confidence.Rationale is null
        ? Confidence
        : Confidence with { Rationale = $"{Confidence.Rationale}; {ItemsSinceRevision} filed or withdrawn since" };

    /// <summary>Stored beside the page (<see cref="HypothesisEvidence"/>).</summary>
    [JsonIgnore]
    public ImmutableArray<EvidenceView> Evidence { get; init; } = [];

    /// <summary>The last rating of each item against this hypothesis, whichever one it was filed under.</summary>
    public ImmutableArray<RatingView> Ratings { get; init; } = [];

    public ImmutableArray<string> ReviewedBy { get; init; } = [];

    public Instant? ResolvedAt { get; init; }

    public string? ResolvedBy { get; init; }

    public required string CreatedBy { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>The page after one more event.</summary>
    public static HypothesisView Evolve(HypothesisView? view, HypothesisEvent happened, RecordedEvent record) =>
        (happened switch
        {
            HypothesisEvent.Proposed proposed => Open(proposed),
            _ when view is null => throw new UnreachableException($"{record.Stream} does not begin with its proposal."),
            _ => view.After(happened),
        }) with
        {
            UpdatedAt = record.RecordedAt,
            Version = record.Version,
        };

    private static HypothesisView Open(HypothesisEvent.Proposed proposed) => new()
    {
        Id = proposed.Id,
        Tenant = proposed.Tenant,
        Campaign = proposed.Campaign,
        Actor = proposed.Actor,
        ActorName = proposed.ActorName,
        Source = proposed.Source,
        Rationale = proposed.Rationale,
        CreatedBy = proposed.By.Id,
        CreatedAt = proposed.At,
        UpdatedAt = proposed.At,
        Version = 1,
    };

    private HypothesisView After(HypothesisEvent happened) => happened switch
    {
        HypothesisEvent.EvidenceAdded or HypothesisEvent.EvidenceWithdrawn => this with
        {
            Evidence = EvidenceView.After(Evidence, happened),
            ItemsSinceRevision = ItemsSinceRevision + 1,
        },
        HypothesisEvent.EvidenceRated rated => this with
        {
            Ratings =
            [
                .. Ratings.Where(rating => rating.Evidence != rated.Evidence),
                new RatingView(rated.Evidence, rated.Consistency, rated.Reason, rated.By.Id, rated.At),
            ],
        },
        HypothesisEvent.ConfidenceRevised revised =>
            this with { Confidence = revised.Confidence, ItemsSinceRevision = 0 },
        HypothesisEvent.ReviewedByAnalyst reviewed => this with
        {
            ReviewedBy = [.. ReviewedBy.Append(reviewed.Analyst).Distinct(StringComparer.Ordinal)],
        },
        HypothesisEvent.Resolved resolved => this with
        {
            Status = resolved.Resolution.AsStatus(),
            ResolvedAt = resolved.At,
            ResolvedBy = resolved.By.Id,
        },
        HypothesisEvent.Reopened => this with { Status = HypothesisStatus.Open, ResolvedAt = null, ResolvedBy = null },
        _ => throw new UnreachableException($"No page shows what {happened.GetType().Name} does."),
    };
}

/// <summary>An item of evidence as it was filed, and whether it still counts.</summary>
internal sealed record EvidenceView(EvidenceItem Item, string AddedBy, Instant AddedAt)
{
    public string? WithdrawnBecause { get; init; }

    public Instant? WithdrawnAt { get; init; }

    public string? WithdrawnBy { get; init; }

    internal bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>The evidence of a hypothesis after one more event.</summary>
    internal static ImmutableArray<EvidenceView> After(
        ImmutableArray<EvidenceView> evidence, HypothesisEvent happened) => happened switch
        {
            HypothesisEvent.EvidenceAdded added =>
                evidence.Add(new EvidenceView(added.Evidence, added.By.Id, added.At)),
            HypothesisEvent.EvidenceWithdrawn withdrawn =>
            [
                .. evidence.Select(item => item.Item.Id == withdrawn.Evidence
                    ? item with
                    {
                        WithdrawnBecause = withdrawn.Reason,
                        WithdrawnAt = withdrawn.At,
                        WithdrawnBy = withdrawn.By.Id,
                    }
                    : item),
            ],
            _ => evidence,
        };
}

/// <summary>How somebody said that an item fits the hypothesis.</summary>
internal sealed record RatingView(
    Guid Evidence, Consistency Consistency, string? Reason, string RatedBy, Instant RatedAt);
