using System.Text.Json.Serialization;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// A new value for one field. Without it the field is left alone; with null in it the field is cleared.
/// </summary>
public sealed record Change<T>([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] T To);

/// <summary>The fields of a profile that one edit touches. Two people who edit different fields both succeed.</summary>
public sealed record ProfileChanges
{
    public Change<string>? Name { get; init; }

    public Change<ImmutableArray<string>>? Aliases { get; init; }

    public Change<string?>? Description { get; init; }

    public Change<ImmutableArray<string>>? Objectives { get; init; }

    public Change<ThreatLevel?>? ThreatLevel { get; init; }

    public Change<Instant?>? FirstSeen { get; init; }

    public Change<Instant?>? LastSeen { get; init; }

    public Change<Instant?>? StartDate { get; init; }

    public Change<Instant?>? EndDate { get; init; }

    /// <summary>The profile after the edit.</summary>
    public CampaignProfile ApplyTo(CampaignProfile profile) => new CampaignProfile(
        Name is null ? profile.Name : Name.To,
        Aliases is null ? profile.Aliases : Aliases.To,
        Description is null ? profile.Description : Description.To,
        Objectives is null ? profile.Objectives : Objectives.To,
        ThreatLevel is null ? profile.ThreatLevel : ThreatLevel.To,
        FirstSeen is null ? profile.FirstSeen : FirstSeen.To,
        LastSeen is null ? profile.LastSeen : LastSeen.To,
        StartDate is null ? profile.StartDate : StartDate.To,
        EndDate is null ? profile.EndDate : EndDate.To).Normalised();

    /// <summary>What really differs between two normalised profiles; null when nothing does.</summary>
    public static ProfileChanges? Between(CampaignProfile before, CampaignProfile after)
    {
        var changes = new ProfileChanges
        {
            Name = Of(before.Name, after.Name),
            Aliases = OfList(before.Aliases, after.Aliases),
            Description = Of(before.Description, after.Description),
            Objectives = OfList(before.Objectives, after.Objectives),
            ThreatLevel = Of(before.ThreatLevel, after.ThreatLevel),
            FirstSeen = Of(before.FirstSeen, after.FirstSeen),
            LastSeen = Of(before.LastSeen, after.LastSeen),
            StartDate = Of(before.StartDate, after.StartDate),
            EndDate = Of(before.EndDate, after.EndDate),
        };
        return changes == new ProfileChanges() ? null : changes;
    }

    private static Change<T>? Of<T>(T before, T after) =>
        EqualityComparer<T>.Default.Equals(before, after) ? null : new Change<T>(after);

    private static Change<ImmutableArray<string>>? OfList(
        ImmutableArray<string> before,
        ImmutableArray<string> after) =>
        before.SequenceEqual(after) ? null : new Change<ImmutableArray<string>>(after);
}
