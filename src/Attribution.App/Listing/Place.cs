using System.Globalization;
using System.Text;
using Attribution.GraphQL.Execution;
using NodaTime;

namespace Attribution.App.Listing;

/// <summary>A place in a list whose newest come first: behind the one of this time and id. It stays a place when
/// others are added or changed.</summary>
internal sealed record Place(Instant At, Guid Id)
{
    private const char Separator = ' ';
    private const int CursorBytesMax = 96;

    /// <summary>The cursor as clients carry it; opaque to them.</summary>
    internal string Write() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeTicks()}{Separator}{Id:N}")));

    /// <summary>The place a client's cursor names; null without one.</summary>
    /// <exception cref="GraphQLException"><c>BAD_USER_INPUT</c>: the text is no cursor.</exception>
    internal static Place? Read(string? cursor) => cursor is null
        ? null
        : Parse(cursor) ?? throw new GraphQLException("after is no cursor of this list.", "BAD_USER_INPUT");

    private static Place? Parse(string cursor)
    {
        Span<byte> bytes = stackalloc byte[CursorBytesMax];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes[..length]).Split(Separator);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= Instant.MinValue.ToUnixTimeTicks() && ticks <= Instant.MaxValue.ToUnixTimeTicks()
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? new Place(Instant.FromUnixTimeTicks(ticks), id)
            : null;
    }
}
