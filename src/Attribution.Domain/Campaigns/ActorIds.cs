namespace Attribution.Domain.Campaigns;

/// <summary>Ids of actors: STIX knows them as threat actors and as intrusion sets.</summary>
internal static class ActorIds
{
    /// <summary>The one spelling of an actor's id; null when it names something else.</summary>
    public static string? Normalise(string? id) => StixId.Normalise(id, "threat-actor", "intrusion-set");
}
