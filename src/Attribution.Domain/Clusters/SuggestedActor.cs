using System.Text;
using Attribution.Domain.Access;

namespace Attribution.Domain.Clusters;

/// <summary>
/// The actor a cluster's label hints at. It is a hint: it opens a hypothesis and never becomes the attribution.
/// </summary>
/// <param name="Label">The hint as the pipeline spelled it.</param>
/// <param name="ActorId"><c>threat-actor--{uuid5}</c> of the normalised label within the tenant.</param>
public sealed record SuggestedActor(string Label, string ActorId)
{
    private static readonly Guid Space = new("6c2d7a5e-2f0b-5d0e-9a53-4f6f2c1f7b11");

    /// <summary>Null when the label says nothing.</summary>
    public static SuggestedActor? From(TenantId tenant, string? label) =>
        Blank.Is(label) ? null : new SuggestedActor(label.Trim(), ActorIdFor(tenant, label));

    /// <summary>
    /// The same label in the same tenant is the same actor, however it is cased, spaced or hyphenated.
    /// </summary>
    public static string ActorIdFor(TenantId tenant, string label) =>
        StixId.For("threat-actor", NameBasedId.Create(Space, $"{tenant.Value}\n{NormaliseLabel(label)}"));

    /// <summary>
    /// Compatibility form, lower-case, with one space for every run of spaces, hyphens and underscores.
    /// </summary>
    public static string NormaliseLabel(string label) =>
        string.Join(' ', Compatible(label).ToLowerInvariant().Split(
            [' ', '\t', '\r', '\n', '-', '_'],
            StringSplitOptions.RemoveEmptyEntries));

    // Text that is not valid UTF-16 (a lone surrogate) has no compatibility form, and is still a label.
    private static string Compatible(string label) =>
        label.IsNormalized(NormalizationForm.FormKC) ? label : label.Normalize(NormalizationForm.FormKC);
}
