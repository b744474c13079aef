using System.Runtime.CompilerServices;
using Attribution.GraphQL.Execution;
using NodaTime;
using NodaTime.Text;

namespace Attribution.GraphQL.Types;

/// <summary>
/// Writes instants as <see cref="InstantPattern.ExtendedIso"/> does, digit by digit: responses are full of them, and
/// the
/// pattern takes ten times as long.
/// </summary>
internal static class InstantText
{
    private const int MaxLength = 30;
    private const int FractionDigits = 7;

    private static readonly Instant FirstOfDateTime = Instant.FromUtc(1, 1, 1, 0, 0);

    public static bool Write(JsonOutput output, Instant value)
    {
        if (value >= FirstOfDateTime && TryWrite(output, value))
        {
            return true;
        }

        output.WriteString(InstantPattern.ExtendedIso.Format(value));
        return true;
    }

    // DateTime counts in steps of 100 ns: what is finer is left to the pattern.
    private static bool TryWrite(JsonOutput output, Instant value)
    {
        var utc = value.ToDateTimeUtc();
        if (Instant.FromDateTimeUtc(utc) != value)
        {
            return false;
        }

        var text = output.GetSpan(MaxLength);
        var (year, month, day) = utc;
        text[0] = (byte)'"';
        Digits(text[1..], year, 4);
        text[5] = (byte)'-';
        Digits(text[6..], month, 2);
        text[8] = (byte)'-';
        Digits(text[9..], day, 2);
        text[11] = (byte)'T';
        Digits(text[12..], utc.Hour, 2);
        text[14] = (byte)':';
        Digits(text[15..], utc.Minute, 2);
        text[17] = (byte)':';
        Digits(text[18..], utc.Second, 2);
        var end = Fraction(text, 20, (int)(utc.Ticks % TimeSpan.TicksPerSecond));
        text[end] = (byte)'Z';
        text[end + 1] = (byte)'"';
        output.Advance(end + 2);
        return true;
    }

    private static int Fraction(Span<byte> text, int end, int ticks)
    {
        if (ticks == 0)
        {
            return end;
        }

        var count = FractionDigits;
        for (; ticks % 10 == 0; ticks /= 10)
        {
            count--;
        }

        text[end] = (byte)'.';
        Digits(text[(end + 1)..], ticks, count);
        return end + 1 + count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Digits(Span<byte> text, int value, int count)
    {
        for (var index = count - 1; index >= 0; index--)
        {
            text[index] = (byte)('0' + value % 10);
            value /= 10;
        }
    }
}
