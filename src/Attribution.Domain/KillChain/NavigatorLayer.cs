using System.Text.Json.Serialization;

namespace Attribution.Domain.KillChain;

/// <summary>
/// A layer for the ATT&amp;CK Navigator, in its layer format 4.5: serialised as it stands, with any options that keep
/// the names, it is a file that the Navigator 5 opens.
/// </summary>
public sealed record NavigatorLayer(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("versions")] NavigatorVersions Versions,
    [property: JsonPropertyName("domain")] string Domain,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("techniques")] ImmutableArray<NavigatorTechnique> Techniques,
    [property: JsonPropertyName("gradient")] NavigatorGradient Gradient)
{
    private const string LayerFormat = "4.5";
    private const string Navigator = "5.1.0";

    /// <summary>A layer that shows every observed technique in every phase it was counted for.</summary>
    public static NavigatorLayer Of(string name, Progression progression)
    {
        ImmutableArray<NavigatorTechnique> techniques = [.. progression.Phases.SelectMany(TechniquesOf)];
        return new NavigatorLayer(
            name,
            new NavigatorVersions(progression.Release.Split('.')[0], Navigator, LayerFormat),
            $"{progression.Domain.ToString().ToLowerInvariant()}-attack",
            Describe(progression),
            techniques,
            new NavigatorGradient(["#ffffff", "#d1495b"], 0, Math.Max(1, techniques.Max(t => (int?)t.Score) ?? 1)));
    }

    private static IEnumerable<NavigatorTechnique> TechniquesOf(Phase phase) => phase.Techniques.SelectMany(technique =>
        technique.SubTechniques
            .Select(sub => new NavigatorTechnique(sub, phase.Tactic.ShortName, 1, ShowSubtechniques: false))
            .Prepend(new NavigatorTechnique(
                technique.Id,
                phase.Tactic.ShortName,
                technique.SubTechniques.Length + (technique.IsObserved ? 1 : 0),
                ShowSubtechniques: !technique.SubTechniques.IsEmpty)));

    private static string Describe(Progression progression) =>
        FormattableString.Invariant($"{progression.CoveragePercent}% of tactics observed")
        + (progression.Unknown.IsEmpty ? "" : $"; not in this release: {string.Join(", ", progression.Unknown)}");
}

public sealed record NavigatorVersions(
    [property: JsonPropertyName("attack")] string Attack,
    [property: JsonPropertyName("navigator")] string Navigator,
    [property: JsonPropertyName("layer")] string Layer);

/// <param name="Score">How many observations the technique stands for in this tactic, itself and its
/// sub-techniques.</param>
public sealed record NavigatorTechnique(
    [property: JsonPropertyName("techniqueID")] string TechniqueId,
    [property: JsonPropertyName("tactic")] string Tactic,
    [property: JsonPropertyName("score")] int Score,
    [property: JsonPropertyName("showSubtechniques")] bool ShowSubtechniques,
    [property: JsonPropertyName("enabled")] bool Enabled = true);

public sealed record NavigatorGradient(
    [property: JsonPropertyName("colors")] ImmutableArray<string> Colors,
    [property: JsonPropertyName("minValue")] int MinValue,
    [property: JsonPropertyName("maxValue")] int MaxValue);
