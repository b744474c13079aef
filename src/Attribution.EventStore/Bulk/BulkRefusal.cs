using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Attribution.EventStore.Bulk;

/// <summary>Says why a chunk was not stored, and which stream is the reason.</summary>
internal static partial class BulkRefusal
{
    internal static BulkLoadStopped Repeated(StreamId stream, BulkProgress stored) => new(
        $"Stream {stream} is given twice; nothing of its chunk was stored.", stored, stream);

    internal static BulkLoadStopped Existing(StreamId stream, BulkProgress stored) => new(
        $"Stream {stream} exists already, and a bulk load only takes new streams; nothing of its chunk was stored.",
        stored,
        stream);

    /// <summary>PostgreSQL names the line of the COPY that it refused, which is the place of an event in the
    /// chunk.</summary>
    internal static BulkLoadStopped Content(PostgresException error, BulkChunk chunk, BulkProgress stored)
    {
        var reason = $"{error.MessageText} (code {error.SqlState}{Named(error.ConstraintName)})";
        if (EventLine().Match(error.Where ?? "") is { Success: true } line)
        {
            var place = long.Parse(line.Groups["line"].ValueSpan, CultureInfo.InvariantCulture);
            var (stream, version) = chunk.EventAt(place);
            return new BulkLoadStopped(
                $"The database refuses version {version} of stream {stream}: {reason}; nothing of its chunk was "
                + "stored.",
                stored,
                stream,
                cause: error);
        }

        return new BulkLoadStopped(
            $"The database refuses a chunk that begins with stream {chunk.Streams[0].Stream}: {reason}. {error.Where}",
            stored,
            cause: error);
    }

    private static string Named(string? constraint) => constraint is null ? "" : $", constraint {constraint}";

    [GeneratedRegex(
        @"^COPY mt_events, line (?<line>\d+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex EventLine();
}
