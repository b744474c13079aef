namespace Attribution.Domain.KillChain;

/// <summary>That a technique was seen in use.</summary>
/// <param name="Technique">The id as it was recorded.</param>
/// <param name="At">When it was seen; null when nobody said.</param>
/// <param name="Event">The event that recorded it, as the log numbers it; null when the caller does not track
/// it.</param>
public sealed record Observation(string Technique, Instant? At = null, long? Event = null);
