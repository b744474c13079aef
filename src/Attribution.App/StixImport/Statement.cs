using System.Collections.Immutable;
using Attribution.Domain.Campaigns;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixImport;

/// <summary>What an object says in our own terms; it becomes a command.</summary>
/// <param name="From">The object.</param>
/// <param name="Campaign">The campaign it is about.</param>
internal abstract record Statement(Arrival From, Guid Campaign)
{
    /// <summary>The narrowest label that the markings of the object, and of what it connects the campaign with, state.
    /// A campaign with a wider one cannot take the statement: it would show it to more people.</summary>
    internal Tlp? Label { get; init; } = From.StatedLabel;

    /// <summary>There is a campaign, or it looks different now.</summary>
    /// <param name="From">The campaign object.</param>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Profile">As the object says.</param>
    /// <param name="References">The sources it cites.</param>
    /// <param name="Before">As the version before said, when there was one: what its producer did not change stays as
    /// our analysts left it.</param>
    internal sealed record Describes(
        Arrival From,
        Guid Campaign,
        CampaignProfile Profile,
        ImmutableArray<Reference> References,
        CampaignProfile? Before) : Statement(From, Campaign);

    /// <summary>An actor is behind the campaign.</summary>
    internal sealed record Attributes(Arrival From, Guid Campaign, string Actor, string ActorName)
        : Statement(From, Campaign);

    /// <summary>The campaign uses a technique of ATT&amp;CK.</summary>
    internal sealed record Uses(Arrival From, Guid Campaign, string Technique) : Statement(From, Campaign);

    /// <summary>An indicator points to the campaign.</summary>
    internal sealed record Indicates(Arrival From, Guid Campaign, string Indicator) : Statement(From, Campaign);

    /// <summary>The campaign is aimed at somebody.</summary>
    internal sealed record Targets(Arrival From, Guid Campaign, Target Target) : Statement(From, Campaign);
}
