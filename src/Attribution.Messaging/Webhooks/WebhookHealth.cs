using NodaTime;

namespace Attribution.Messaging;

/// <summary>When a failing subscriber is left alone, and when it is given up.</summary>
/// <param name="OpenAfter">Failures in a row after which the next attempts wait.</param>
/// <param name="Rest">How long they wait, growing with every further failure.</param>
/// <param name="DisableAfter">A subscriber that fails for so long without one success is disabled, with notice.</param>
public sealed record WebhookPolicy(int OpenAfter, Backoff Rest, Duration DisableAfter)
{
    /// <summary>Five failures open the circuit, for half a minute to an hour; five days of them disable.</summary>
    public static WebhookPolicy Default { get; } =
        new(5, new(Duration.FromSeconds(30), Duration.FromHours(1)), Duration.FromDays(5));
}

/// <summary>How a subscriber has answered lately. Pure: each answer gives the next state.</summary>
/// <param name="FailuresInARow">Since the last success.</param>
/// <param name="FailingSince">When the first of them happened.</param>
/// <param name="RestUntil">No attempt before this instant.</param>
/// <param name="DisabledAt">When it was given up; only a person enables it again.</param>
public sealed record WebhookHealth(
    int FailuresInARow = 0, Instant? FailingSince = null, Instant? RestUntil = null, Instant? DisabledAt = null)
{
    /// <summary>A subscriber that has never failed, or was enabled again.</summary>
    public static WebhookHealth Good { get; } = new();

    /// <summary>Whether an attempt may be made now. After a rest a single success closes the circuit.</summary>
    public bool MaySend(Instant now) => DisabledAt is null && (RestUntil is null || RestUntil <= now);

    /// <summary>
    /// It answered well. A disabled subscriber stays disabled: the attempt was under way when it was given up.
    /// </summary>
    public WebhookHealth AfterSuccess() => DisabledAt is null ? Good : this;

    /// <summary>It did not.</summary>
    public WebhookHealth AfterFailure(Instant now, WebhookPolicy policy, double random)
    {
        var (failures, since) = (FailuresInARow + 1, FailingSince ?? now);
        Instant? rest = failures < policy.OpenAfter
            ? null
            : now + policy.Rest.After(failures - policy.OpenAfter + 1, random);
        return new(failures, since, rest, DisabledAt ?? (now - since >= policy.DisableAfter ? now : null));
    }
}
