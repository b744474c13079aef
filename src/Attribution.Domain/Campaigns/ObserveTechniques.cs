using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Says that the campaign was seen using these ATT&amp;CK techniques.</summary>
/// <param name="Unrecognised">Those of them that no loaded ATT&amp;CK release knows, as the caller looked up.</param>
public sealed record ObserveTechniques(
    ImmutableArray<string> Techniques,
    ImmutableHashSet<string> Unrecognised,
    Author By,
    Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        (TechniqueIds.Problem(Techniques)
            ?? TechniqueIds.UnknownProblem(Techniques, Unrecognised, "techniques")) is { } problem ? problem
        : TechniqueIds.Normalise(Techniques).NewTo(open.Links.Techniques) is not { IsEmpty: false } added
            ? Decision.Unchanged
        : new CampaignEvent.TechniquesObserved(added, By, At));
}
