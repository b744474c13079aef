using Attribution.Domain.Confidence;

namespace Attribution.Domain.Actors;

/// <summary>
/// Somebody calls the actor by another name. It is a claim with a source and a grade, never an identity.
/// </summary>
/// <param name="ClaimedBy">Who uses the name: a vendor, an agency, a report.</param>
public sealed record ActorAlias(string Name, string ClaimedBy, Assessment Confidence)
{
    internal ActorAlias Normalised() => this with { Name = Name?.Trim() ?? "", ClaimedBy = ClaimedBy?.Trim() ?? "" };

    internal Rejection? Problem() =>
        Check.Name(Name, "name")
        ?? Check.Name(ClaimedBy, "claimedBy")
        ?? Confidence.Problem("confidence");
}

/// <summary>Two actors are probably the same, short of treating them as one.</summary>
/// <param name="Actor">STIX id of the other one.</param>
public sealed record Likeness(Guid Other, string Actor, Assessment Confidence, string Reason);
