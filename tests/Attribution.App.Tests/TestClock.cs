using NodaTime;

namespace Attribution.App.Tests;

/// <summary>A clock that stands at noon of one day and moves a second each time somebody looks.</summary>
internal sealed class TestClock : IClock
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    private long _looks;

    internal static TestClock Instance { get; } = new();

    public Instant GetCurrentInstant() => Noon + Duration.FromSeconds(Interlocked.Increment(ref _looks));
}
