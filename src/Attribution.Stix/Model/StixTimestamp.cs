using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace Attribution.Stix;

/// <summary>
/// A STIX timestamp (section 2.16): RFC 3339 in UTC with <c>Z</c> and any number of fraction digits. The text is kept
/// as the producer wrote it, because it has to come out again character for character, while versions compare as
/// instants.
/// </summary>
/// <param name="Text">What the producer wrote.</param>
/// <param name="Instant">What it means; digits beyond nanoseconds are cut off.</param>
public readonly record struct StixTimestamp(string Text, Instant Instant)
{
    private const int SecondsLength = 19;
    private const int NanosecondDigits = 9;
    private const int MinFractionDigits = 3;

    /// <summary>The timestamp of an instant as we write it: at least milliseconds, more digits only where
    /// needed.</summary>
    public static StixTimestamp From(Instant instant) => new(Format(instant), instant);

    /// <summary>Reads a timestamp; false for anything else, offsets and lower-case letters included.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StixTimestamp timestamp)
    {
        timestamp = default;
        if (text is null || text.Length <= SecondsLength || text[^1] != 'Z'
            || !TryReadSeconds(text, out var seconds)
            || !TryReadFraction(text.AsSpan(SecondsLength, text.Length - SecondsLength - 1), out var nanoseconds))
        {
            return false;
        }

        timestamp = new StixTimestamp(text, seconds.PlusNanoseconds(nanoseconds));
        return true;
    }

    /// <summary>The text as the producer wrote it.</summary>
    public override string ToString() => Text;

    private static string Format(Instant instant)
    {
        var utc = instant.InUtc().LocalDateTime;
        var fraction = utc.NanosecondOfSecond.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        var seconds = utc.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss", CultureInfo.InvariantCulture);
        return $"{seconds}.{fraction.PadRight(MinFractionDigits, '0')}Z";
    }

    private static bool TryReadSeconds(string text, out Instant instant)
    {
        instant = default;
        if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var (year, month, day) = (Digits(text, 0, 4), Digits(text, 5, 2), Digits(text, 8, 2));
        var (hour, minute, second) = (Digits(text, 11, 2), Digits(text, 14, 2), Digits(text, 17, 2));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        // RFC 3339 allows second 60 for a leap second; it is the instant at which the next minute starts, unless time
        // ends before it does.
        var startOfMinute = Instant.FromUtc(year, month, day, hour, minute);
        var sinceThen = Duration.FromSeconds(second);
        if (sinceThen > Instant.MaxValue - startOfMinute)
        {
            return false;
        }

        instant = startOfMinute + sinceThen;
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length == 1 || text[1..].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        for (var digit = 1; digit <= NanosecondDigits; digit++)
        {
            nanoseconds = (nanoseconds * 10) + (digit < text.Length ? text[digit] - '0' : 0);
        }

        return true;
    }

    private static int Digits(string text, int start, int count)
    {
        var value = 0;
        for (var position = start; position < start + count; position++)
        {
            if (!char.IsAsciiDigit(text[position]))
            {
                return -1;
            }

            value = (value * 10) + (text[position] - '0');
        }

        return value;
    }
}
