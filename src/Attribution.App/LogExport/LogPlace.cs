using System.Globalization;

namespace Attribution.App.LogExport;

/// <summary>An event's place, by which an export goes on. It is the stream's, and not the log's: numbers of the whole
/// log would count what others store.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The event's place in it.</param>
public sealed record LogPlace(Guid Stream, long Version)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is none.</summary>
    public static LogPlace? Parse(string text) =>
        text.Split('/') is [var stream, var version]
        && Guid.TryParseExact(stream, "D", out var id)
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new LogPlace(id, place)
            : null;

    /// <summary><c>{stream}/{version}</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stream}/{Version}");
}
