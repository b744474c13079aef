using System.Globalization;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>TAXII's own timestamps (section 2): UTC with exactly six fraction digits, in <c>date_added</c>,
/// <c>request_timestamp</c> and the two <c>X-TAXII-Date-Added</c> headers. Timestamps of STIX objects are not
/// rewritten.</summary>
public static class TaxiiTimestamp
{
    /// <summary>The resolution of a TAXII timestamp. Store nothing finer as a time of addition: an
    /// <c>added_after</c> made of a cut-off time would return the last object for ever.</summary>
    public static Duration Resolution { get; } = Duration.FromTicks(10);

    /// <summary>Prints an instant, cutting off what is finer than a microsecond.</summary>
    public static string Format(Instant instant) => instant.InUtc().LocalDateTime
        .ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a timestamp with any number of fraction digits, since neither clients nor servers always send
    /// six.</summary>
    public static bool TryParse(string? text, out Instant instant)
    {
        var isTimestamp = StixTimestamp.TryParse(text, out var timestamp);
        instant = timestamp.Instant;
        return isTimestamp;
    }
}
