using System.Diagnostics;

namespace Attribution.Domain.Campaigns;

/// <summary>The texts of a campaign that can be taken out of sight, as when a name of a victim slipped in.</summary>
public enum RedactableField
{
    Name,
    Aliases,
    Description,
    Objectives,
}

public static class Redaction
{
    /// <summary>What stands in place of a redacted name: a campaign is never without one.</summary>
    public const string Mark = "[redacted]";

    /// <summary>
    /// The profile without the field's text. Views of the history apply it to earlier events as well.
    /// </summary>
    public static CampaignProfile ApplyTo(CampaignProfile profile, RedactableField field) => field switch
    {
        RedactableField.Name => profile with { Name = Mark },
        RedactableField.Aliases => profile with { Aliases = [] },
        RedactableField.Description => profile with { Description = null },
        RedactableField.Objectives => profile with { Objectives = [] },
        _ => throw new UnreachableException($"No text is held in {field}."),
    };
}
