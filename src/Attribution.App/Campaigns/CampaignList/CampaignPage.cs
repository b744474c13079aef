using System.Globalization;
using System.Text;
using Attribution.App.Campaigns.CampaignDetails;
using NodaTime;

namespace Attribution.App.Campaigns.CampaignList;

/// <summary>A part of a list of campaigns.</summary>
internal sealed record CampaignPage(CampaignFilter Filter, IReadOnlyList<CampaignEdge> Edges, bool HasNextPage);

/// <summary>A campaign in a list, and where it stands there.</summary>
internal sealed record CampaignEdge(CampaignView Node, CampaignCursor Cursor);

/// <summary>A place in the list of campaigns: behind the one that was changed then and has this id. It stays a place
/// when campaigns are added or changed.</summary>
internal sealed record CampaignCursor(Instant UpdatedAt, Guid Id)
{
    private const char Separator = ' ';

    /// <summary>The cursor as clients carry it; opaque to them.</summary>
    internal string Write() => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{UpdatedAt.ToUnixTimeTicks()}{Separator}{Id:N}")));

    /// <summary>Null when the text is no cursor of this list.</summary>
    internal static CampaignCursor? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[96];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes[..length]).Split(Separator);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= Instant.MinValue.ToUnixTimeTicks() && ticks <= Instant.MaxValue.ToUnixTimeTicks()
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? new CampaignCursor(Instant.FromUnixTimeTicks(ticks), id)
            : null;
    }
}
