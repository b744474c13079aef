using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Actors;

/// <summary>What analysts write about an actor.</summary>
/// <param name="Sophistication">STIX threat-actor-sophistication-ov, such as <c>expert</c>.</param>
/// <param name="Motivation">STIX attack-motivation-ov, such as <c>organizational-gain</c>.</param>
/// <param name="SuspectedCountry">ISO 3166 alpha-2 code; a suspicion, like everything here.</param>
public sealed record ActorProfile(
    string Name,
    string? Description = null,
    string? Sophistication = null,
    string? Motivation = null,
    string? SuspectedCountry = null)
{
    /// <summary>
    /// The same profile in its one spelling: names trimmed, vocabulary lower-case, country upper-case.
    /// </summary>
    internal ActorProfile Normalised() => this with
    {
        Name = Name?.Trim() ?? "",
        Sophistication = Word(Sophistication),
        Motivation = Word(Motivation),
        SuspectedCountry = SuspectedCountry?.Trim().ToUpperInvariant(),
    };

    internal Rejection? Problem() =>
        Check.Name(Name, "name")
        ?? Check.Text(Description, "description")
        ?? Check.Length(Sophistication, Check.NameLengthMax, "sophistication")
        ?? Check.Length(Motivation, Check.NameLengthMax, "motivation")
        ?? (SuspectedCountry is null ? null : Check.Country(SuspectedCountry, "suspectedCountry"));

    private static string? Word(string? text) => text?.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
}

/// <summary>The fields of an actor's profile that one edit touches.</summary>
public sealed record ActorChanges
{
    public Change<string>? Name { get; init; }

    public Change<string?>? Description { get; init; }

    public Change<string?>? Sophistication { get; init; }

    public Change<string?>? Motivation { get; init; }

    public Change<string?>? SuspectedCountry { get; init; }

    public ActorProfile ApplyTo(ActorProfile profile) => new ActorProfile(
        Name is null ? profile.Name : Name.To,
        Description is null ? profile.Description : Description.To,
        Sophistication is null ? profile.Sophistication : Sophistication.To,
        Motivation is null ? profile.Motivation : Motivation.To,
        SuspectedCountry is null ? profile.SuspectedCountry : SuspectedCountry.To).Normalised();

    internal static ActorChanges Between(ActorProfile before, ActorProfile after) => new()
    {
        Name = Of(before.Name, after.Name),
        Description = Of(before.Description, after.Description),
        Sophistication = Of(before.Sophistication, after.Sophistication),
        Motivation = Of(before.Motivation, after.Motivation),
        SuspectedCountry = Of(before.SuspectedCountry, after.SuspectedCountry),
    };

    private static Change<T>? Of<T>(T before, T after) =>
        EqualityComparer<T>.Default.Equals(before, after) ? null : new Change<T>(after);
}
