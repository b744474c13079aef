using NodaTime;

namespace Attribution.Messaging.Tests;

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class FixedClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}
