using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>Decides how long to wait before asking a server again. It is pure: chance comes in as a number.</summary>
public sealed record TaxiiRetryPolicy
{
    /// <summary>How often one request is sent at most.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The wait after the first failure; it doubles with every further one.</summary>
    public Duration FirstDelay { get; init; } = Duration.FromSeconds(1);

    /// <summary>The longest wait of our own choosing.</summary>
    public Duration MaxDelay { get; init; } = Duration.FromSeconds(60);

    /// <summary>The longest wait a server may ask for. When it asks for more, give up now and come back
    /// later.</summary>
    public Duration MaxRetryAfter { get; init; } = Duration.FromMinutes(2);

    /// <summary>The wait before the next attempt; null to give up.</summary>
    /// <param name="failures">How many attempts have failed, from 1.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    /// <param name="chance">A random number from 0 up to 1, so that many clients do not come back at once.</param>
    public Duration? DelayAfter(int failures, Duration? retryAfter, double chance)
    {
        if (failures >= MaxAttempts)
        {
            return null;
        }

        if (retryAfter is { } asked)
        {
            return asked > MaxRetryAfter ? null : Duration.Max(asked, Duration.Zero);
        }

        var doubled = FirstDelay * Math.Pow(2, Math.Min(failures - 1, 30));
        return Duration.Min(doubled, MaxDelay) * (0.5 + (chance / 2));
    }
}
