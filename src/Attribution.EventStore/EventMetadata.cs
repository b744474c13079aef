using System.Collections.Immutable;
using NodaTime;

namespace Attribution.EventStore;

/// <summary>What is recorded about an append beside its events: when, by whom, why, and on account of what.</summary>
/// <param name="RecordedAt">When the fact is recorded. Kept in microseconds, as PostgreSQL keeps time.</param>
/// <param name="UserId">Who did it, as the caller's token names them.</param>
/// <param name="Reason">Why, when a reason was given.</param>
/// <param name="CorrelationId">What larger piece of work this belongs to.</param>
/// <param name="CausationId">The message or event that caused it.</param>
public sealed record EventMetadata(
    Instant RecordedAt,
    string? UserId = null,
    string? Reason = null,
    string? CorrelationId = null,
    string? CausationId = null)
{
    /// <summary>Further headers by name. <c>user</c> and <c>reason</c> are taken by the properties above, so that
    /// nobody can put another user's name beside their own.</summary>
    /// <exception cref="ArgumentException">A header has one of those two names.</exception>
    public ImmutableSortedDictionary<string, string> Headers
    {
        get;
        init => field = value.ContainsKey(EventHeaders.User) || value.ContainsKey(EventHeaders.Reason)
            ? throw new ArgumentException(
                "The headers 'user' and 'reason' have properties of their own.", nameof(value))
            : value;
    } = EventHeaders.None;
}
