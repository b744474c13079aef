namespace Attribution.Domain.Campaigns;

/// <summary>What analysts write about a campaign. Links, status and handling have events of their own.</summary>
public sealed record CampaignProfile(
    string Name,
    ImmutableArray<string> Aliases,
    string? Description = null,
    ImmutableArray<string> Objectives = default,
    ThreatLevel? ThreatLevel = null,
    Instant? FirstSeen = null,
    Instant? LastSeen = null,
    Instant? StartDate = null,
    Instant? EndDate = null)
{
    internal const int AliasesMax = 200;
    internal const int ObjectivesMax = 100;

    /// <summary>The same profile in its one spelling: names trimmed, absent lists empty.</summary>
    internal CampaignProfile Normalised() => this with
    {
        Name = Name?.Trim() ?? "",
        Aliases = [.. Aliases.OrEmpty().Select(alias => alias?.Trim() ?? "")],
        Objectives = Objectives.OrEmpty(),
    };

    /// <summary>The first thing wrong with a normalised profile; null when it can be stored.</summary>
    internal Rejection? Problem(Instant now) =>
        Check.Name(Name, "name")
        ?? AliasProblem()
        ?? Check.Text(Description, "description")
        ?? (Objectives.Length > ObjectivesMax ? CampaignRejection.TooManyObjectives : null)
        ?? Check.Each(Objectives, "objectives", Check.Text)
        ?? (ThreatLevel is { } level && !Enum.IsDefined(level) ? CampaignRejection.UnknownThreatLevel : null)
        ?? Check.NotFuture(FirstSeen, now, "firstSeen")
        ?? Check.NotFuture(LastSeen, now, "lastSeen")
        ?? Check.NotFuture(StartDate, now, "startDate")
        ?? Check.NotFuture(EndDate, now, "endDate")
        ?? Check.Ordered(FirstSeen, LastSeen, "firstSeen", "lastSeen")
        ?? Check.Ordered(StartDate, EndDate, "startDate", "endDate");

    /// <summary>The profile with its window of observation stretched over another one.</summary>
    public CampaignProfile Seen(Instant? first, Instant? last) => this with
    {
        FirstSeen = Earlier(FirstSeen, first),
        LastSeen = Later(LastSeen, last),
    };

    private Rejection? AliasProblem()
    {
        if (Aliases.Length > AliasesMax)
        {
            return CampaignRejection.TooManyAliases;
        }

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Name };
        return Check.Each(Aliases, "aliases", (alias, field) =>
            Check.Name(alias, field) ?? (taken.Add(alias!) ? null : CampaignRejection.DuplicateAlias(alias!, field)));
    }

    private static Instant? Earlier(Instant? one, Instant? other) =>
        one is { } a && other is { } b ? Instant.Min(a, b) : one ?? other;

    private static Instant? Later(Instant? one, Instant? other) =>
        one is { } a && other is { } b ? Instant.Max(a, b) : one ?? other;
}
