using System.Globalization;
using Attribution.GraphQL.Execution;
using NodaTime;
using NodaTime.Text;

namespace Attribution.GraphQL.Types;

/// <summary>
/// Writes instants as <see cref="InstantPattern.ExtendedIso"/> does, without its string: responses are full of them.
/// Instants between two ticks of 100 ns, which no clock or database gives, take the slower way.
/// </summary>
internal static class InstantJson
{
    // "2026-11-21T20:19:00.1234567Z" in quotes.
    private const int MaxBytes = 30;
    private const int BytesToSeconds = 20;

    public static bool Write(JsonOutput output, Instant value)
    {
        var ticks = value.ToUnixTimeTicks();
        var isWhole = Instant.FromUnixTimeTicks(ticks) == value;
        if (!isWhole || value < NodaConstants.BclEpoch || !FormatTicks(output, ticks))
        {
            output.WriteString(InstantPattern.ExtendedIso.Format(value));
        }

        return true;
    }

    private static bool FormatTicks(JsonOutput output, long ticks)
    {
        var utc = DateTime.UnixEpoch.AddTicks(ticks);
        var target = output.GetSpan(MaxBytes);
        target[0] = (byte)'"';
        if (!utc.TryFormat(target[1..], out var length, "O", CultureInfo.InvariantCulture))
        {
            return false;
        }

        // "O" always has seven digits of fraction; ISO 8601 needs none that are zero.
        var end = length;
        while (target[end - 1] == (byte)'0')
        {
            end--;
        }

        end = target[end - 1] == (byte)'.' ? BytesToSeconds : end;
        "Z\""u8.CopyTo(target[end..]);
        output.Advance(end + 2);
        return true;
    }
}
