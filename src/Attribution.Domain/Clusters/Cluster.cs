using System.Text.Json;
using System.Text.Json.Serialization;
using Attribution.Domain.Access;
using Attribution.Domain.Confidence;
using Attribution.Domain.KillChain;

namespace Attribution.Domain.Clusters;

/// <summary>
/// A group of indicators that the correlation pipeline believes to belong together, as its message says.
/// </summary>
public sealed record Cluster
{
    /// <summary>Null when the message has none, or something that is not a non-empty string.</summary>
    public string? Id { get; init; }

    public string? Label { get; init; }

    public ImmutableArray<string> MemberIds { get; init; } = [];

    public ImmutableArray<string> Signals { get; init; } = [];

    public Assessment? Confidence { get; init; }

    public string? SuggestedActor { get; init; }

    public string? SuggestedCampaign { get; init; }

    public ImmutableArray<string> Techniques { get; init; } = [];

    public ImmutableArray<string> Tags { get; init; } = [];

    public Instant? FirstSeen { get; init; }

    public Instant? LastSeen { get; init; }

    public Tlp? Classification { get; init; }

    /// <summary>Keys of the message that nobody knows yet: they are kept with the event.</summary>
    public ImmutableSortedDictionary<string, JsonElement> UnknownKeys { get; init; } =
        ImmutableSortedDictionary<string, JsonElement>.Empty;

    /// <summary>The id, unless it is blank.</summary>
    [JsonIgnore]
    public string? IdOrNull => string.IsNullOrWhiteSpace(Id) ? null : Id;

    /// <summary>What the confidence counts for a threshold: none counts as 0.</summary>
    [JsonIgnore]
    public int ConfidenceValue => Confidence?.Value ?? 0;

    /// <summary>What a campaign promoted from it is called, until an analyst renames it.</summary>
    [JsonIgnore]
    public string Name =>
        FirstFilled(SuggestedCampaign, Label) ?? (IdOrNull is { } id ? $"Cluster {id}" : "Cluster without an id");

    [JsonIgnore]
    public string Description
    {
        get
        {
            var from = IdOrNull is { } id ? $"cluster {id}" : "a cluster without an id";
            var signals = Signals.OrEmpty();
            return signals.IsEmpty
                ? $"Auto-promoted from {from}."
                : $"Auto-promoted from {from}. Signals: {string.Join("; ", signals)}";
        }
    }

    /// <summary>
    /// Its members as STIX indicator ids, in order, each once; those that are no indicator are left out.
    /// </summary>
    [JsonIgnore]
    public ImmutableArray<string> Indicators =>
        [.. MemberIds.OrEmpty().Select(AsIndicator).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Techniques it states, then those its label, signals and tags mention; in order, each once.</summary>
    [JsonIgnore]
    public ImmutableArray<string> ObservedTechniques =>
        [.. StatedTechniques.Concat(MentionedTechniques).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> StatedTechniques =>
        Techniques.OrEmpty().Where(id => !string.IsNullOrWhiteSpace(id)).Select(TechniqueId.Normalise);

    private IEnumerable<string> MentionedTechniques =>
        Signals.OrEmpty().Prepend(Label).Concat(Tags.OrEmpty()).SelectMany(TechniqueId.FindIn);

    /// <summary>The first thing wrong with the message; null when it can be promoted.</summary>
    public Rejection? Problem(Instant now) =>
        Check.Length(Id, ClusterLimits.IdLengthMax, "id")
        ?? Check.Name(Name, "name")
        ?? Check.Text(Description, "signals")
        ?? Check.AtMost(MemberIds.OrEmpty().Length, "member_ids")
        ?? Check.Each(MemberIds.OrEmpty(), "member_ids", Member)
        ?? Check.AtMost(Techniques.OrEmpty().Length, "techniques")
        ?? Check.Each([.. ObservedTechniques], "techniques", ClusterLimits.Technique)
        ?? Check.AtMost(Tags.OrEmpty().Length, "tags")
        ?? Check.Each(Tags.OrEmpty(), "tags", Check.Name)
        ?? Check.Length(SuggestedActor, Check.NameLengthMax, "suggested_actor")
        ?? Confidence?.Problem("confidence")
        ?? Check.NotFuture(FirstSeen, now, "first_seen")
        ?? Check.NotFuture(LastSeen, now, "last_seen")
        ?? Check.Ordered(FirstSeen, LastSeen, "first_seen", "last_seen");

    /// <summary>The same cluster in a shape that can be stored: lists that nobody filled in are empty.</summary>
    internal Cluster Normalised() => this with
    {
        MemberIds = MemberIds.OrEmpty(),
        Signals = Signals.OrEmpty(),
        Techniques = Techniques.OrEmpty(),
        Tags = Tags.OrEmpty(),
    };

    private static string? AsIndicator(string member) => StixId.Normalise(member, "indicator");

    private static Rejection? Member(string? member, string field) =>
        StixId.Normalise(member, "indicator") is null
            ? new Rejection("INVALID_INDICATOR", "A member is a UUID or an indicator--UUID.", field)
            : null;

    private static string? FirstFilled(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!Blank.Is(text))
            {
                return text.Trim();
            }
        }

        return null;
    }
}
