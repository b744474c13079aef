using Attribution.Domain.KillChain;

namespace Attribution.Domain.Actors;

/// <summary>Lists of capabilities as commands carry them: techniques, malware and tools.</summary>
internal static class CapabilityIds
{
    public static Rejection? Problem(ImmutableArray<string> ids) =>
        Check.Count(ids.OrEmpty().Length, "capabilities")
        ?? Check.Each(ids.OrEmpty(), "capabilities", (id, field) =>
            Normalise(id) is null ? ActorRejection.InvalidCapability(field) : null);

    public static ImmutableArray<string> Normalise(ImmutableArray<string> ids) =>
        [.. ids.OrEmpty().Select(Normalise).OfType<string>()];

    private static string? Normalise(string? id)
    {
        var technique = TechniqueId.Normalise(id ?? "");
        return TechniqueId.IsWellFormed(technique) ? technique
            : StixId.TryParse(id?.Trim(), out _, out _) ? StixId.Normalise(id, "malware", "tool")
            : null;
    }
}
