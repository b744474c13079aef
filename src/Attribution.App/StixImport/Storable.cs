using NodaTime;

namespace Attribution.App.StixImport;

/// <summary>What PostgreSQL can keep of what STIX can say.</summary>
internal static class Storable
{
    private const int TicksPerMicrosecond = 10;

    /// <summary>Neither <c>text</c> nor <c>jsonb</c> has NUL: it gets a mark in its place. The object as it came is
    /// kept too, with its escape.</summary>
    internal static string? Text(string? text) => text?.Replace('\0', '\uFFFD');

    /// <summary>STIX has as many digits as the producer likes, <c>timestamptz</c> has six.</summary>
    internal static Instant Time(Instant at) =>
        Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / TicksPerMicrosecond * TicksPerMicrosecond);
}
