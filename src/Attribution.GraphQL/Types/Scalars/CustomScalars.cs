using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Attribution.GraphQL.Types;

/// <summary>
/// Scalars beyond the specification (section 3.5.6 "Custom Scalars"). A schema that declares a scalar of one of these
/// names gets it; the application may bind its own instead.
/// </summary>
public static class CustomScalars
{
    /// <summary>An instant, ISO 8601. Any offset is taken; what goes out is UTC and ends in <c>Z</c>.</summary>
    public static Scalar<Instant> DateTime { get; } = TextScalar.Create<Instant>(
        "DateTime",
        "an ISO 8601 instant such as 2026-11-21T20:19:00Z",
        ParseInstant,
        InstantJson.Write);

    /// <summary>A day of the ISO calendar: <c>2026-11-21</c>.</summary>
    public static Scalar<LocalDate> Date { get; } = TextScalar.Create<LocalDate>(
        "Date",
        "a day such as 2026-11-21",
        static (text, out value) => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out value),
        static (output, value) => output.WroteString(LocalDatePattern.Iso.Format(value)));

    /// <summary>A UUID in its 36-character form; written in lower case.</summary>
    public static Scalar<Guid> Uuid { get; } = TextScalar.Create<Guid>(
        "UUID",
        "36 characters such as 0f8fad5b-d9cb-469f-a165-70867728950e",
        static (text, out value) => Guid.TryParseExact(text, "D", out value),
        static (output, value) => output.WroteQuoted(value));

    /// <summary>An absolute URL (RFC 3986); written as it was read.</summary>
    public static Scalar<Uri> Url { get; } = TextScalar.Create<Uri>(
            "URL",
            "an absolute URL such as https://example.org/",
            ParseUrl,
            static (output, value) => output.WroteString(value.OriginalString))
        .Writing<string>(static (output, value) => output.WroteString(value));

    /// <summary>Any JSON value, as it stands.</summary>
    public static Scalar<JsonElement> Json { get; } = JsonScalar.Create("JSON");

    /// <summary>A signed 64-bit number. JavaScript reads numbers above 2^53 wrong, so input may be a string too.
    /// </summary>
    public static Scalar<long> Long { get; } = LongScalar.Create();

    internal static IReadOnlyList<Scalar> All { get; } = [DateTime, Date, Uuid, Url, Json, Long];

    // RFC 3339, with Z or another offset, down to nanoseconds. Of the years 1 to 9999, which is what databases and .NET
    // keep; an offset may lead out of the first and of the last, where Z alone is taken.
    private static bool ParseInstant(string text, out Instant instant)
    {
        if (InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out instant))
        {
            return instant >= NodaConstants.BclEpoch;
        }

        var isInstant = OffsetDateTimePattern.Rfc3339.Parse(text).TryGetValue(default, out var dateTime)
            && dateTime.Year is > 1 and < 9999;
        instant = isInstant ? dateTime.ToInstant() : default;
        return isInstant;
    }

    // Uri takes a path such as "/etc" for an absolute file URL: the text has to name its scheme itself.
    private static bool ParseUrl(string text, [MaybeNullWhen(false)] out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url)
        && text.StartsWith(url.Scheme + ":", StringComparison.OrdinalIgnoreCase);
}
